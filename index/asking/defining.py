"""Defining: the sentence that says what something is, or that only names it."""

from __future__ import annotations

import re
from dataclasses import replace

from index.answer import Outcome
from index.asking.expectation import Expectation
from index.asking.material import Sources
from index.asking.quoting import Draft, shown
from index.asking.support import Support

_NAMED = 0.2
_LONGEST_NAME = 12  # a longer topic is a description, which no sentence need repeat

# Patterns are compiled once: a name stands in the texts as this letter, which no text has.
_NAME = "\ue000"
_IS = r"(?:是|即|指|为|就是|包括|:|—|\(|叫做|称为|分别|意味|由|实行|采取)"
_CATEGORY = r"[\u4e00-\u9fff]{0,4}(?:目标|定位|思路|要求|理念|方针|原则|精神|计划|做法)"

# What shows that a sentence explains a name, and what shows that it gives its value.
_EXPLAINS = re.compile(
    rf"{_NAME}[”」』]?(?:的意思)?{_IS}|{_NAME}[^。]{{0,14}}(?:就是|是指|即|意思是)"
    rf"|(?:所谓|即|叫|称为?|定为|为|等|的)[“「]?{_NAME}|[”」][\u4e00-\u9fff]{{0,2}}{_NAME}"
    rf"|{_NAME}[”」]的{_CATEGORY}|(?:简称|又称|俗称|称作|名为|叫做?)[“「]?{_NAME}"
    rf"|{_NAME}[”」]?(?:起源于|源于|始于|位于|坐落|由[^。]{{2,20}}(?:组成|发起|创办|研制))"
)
_VALUE = re.compile(rf"[”」]的?{_NAME}|{_NAME}(?:是|为|:|即|就是|包括)")


def what_is(sources: Sources) -> Expectation:
    """What the topic is; ``mentioned`` when the articles only name it."""
    topic = re.sub(r"^(?:请问|那)|(?:这个|那个).*$", "", sources.question.topic)
    tail = topic.rpartition("的")[2]

    def suits(each: Support) -> float:
        if tail and _VALUE.search(each.text.replace(tail, _NAME)):
            return 1.0
        if topic and _EXPLAINS.search(each.text.replace(topic, _NAME)):
            return 0.8
        if topic in each.text and is_explained(topic, each):
            return 0.8
        return 0.2 if topic and topic in each.text else 0.0

    def draft(best: Support) -> Draft:
        defined = suits(best) > _NAMED or (bool(topic) and is_explained(topic, best))
        named = 0 < len(topic) <= _LONGEST_NAME and topic in best.text
        if named:  # the topic is all that was asked
            best = replace(best, plain=1.0, focus=1.0)
        if defined or not named or not _is_coined(topic, best):
            return shown(best, (), 0.8 if defined else 0.5)
        note = f"文章提到“{topic}”，但没有说明它是什么。"
        return replace(shown(best, (), 0.5, note), outcome=Outcome.MENTIONED)

    return Expectation(suits=suits, draft=draft)


# 推行“一日一访”，上午由楼长上门: what is set up is told behind its name, what is held high is not.
_SET_UP = (
    "推行|实行|推出|启动|设立|开设|建立|实施|制定|开通|开办|办起|发明|摸索出|总结出|创立|创办|试行|"
    "采用|采取|叫|叫做|称为"
)
_AIM = (
    "奋力|努力|推动|推进|加快|确保|为|以|让|使|不断|全面|切实|着力|深入|坚持|做好|抓好|把|将|并|从"
)
_SETS_UP = re.compile(
    rf"(?:{_SET_UP})(?:了|的)?[“「『]?{_NAME}[”」』]?[\u4e00-\u9fff]{{0,8}},(?!{_AIM})[^,。;]{{6,}}"
)
_GOES_ON = re.compile(
    r"(?:这|该|此|它)(?:一|项|个|种|些|套)?[\u4e00-\u9fff]{0,4}?(?:是指|指的是|就是|即|要求|规定|意味着)|"
    r"(?:所谓|也就是说|意思是|简单(?:地)?说|具体(?:来说|是))"
)


def is_explained(name: str, each: Support) -> bool:
    """Whether the sentence goes on to say what the name is, or the next one does."""
    sentences, folded = each.reading.sentences, each.reading.folded
    told = _SETS_UP.search(each.text.replace(name, _NAME))
    following = sentences[each.number + 1 : each.number + 2]
    behind = [one for one in following if one.paragraph == each.sentence.paragraph]
    return told is not None or any(_GOES_ON.match(folded, one.start, one.end) for one in behind)


def _is_coined(topic: str, each: Support) -> bool:
    """Whether the topic is a name that somebody made up, which nobody knows unless told: 荆州精神.

    Of anything else, whatever is said of it says what it is.
    """
    folded = each.reading.folded
    quoted = any(f"{mark}{topic}{close}" in folded for mark, close in _QUOTES)
    return _COINED.search(topic) is not None or (quoted and _NUMERAL.search(topic) is not None)


_COINED = re.compile(
    r"(?:精神|理念|意识|作风|机制|模式|战略|方针|原则|格局|思想|路径|体系|工作法|样板|品牌|计划|行动)$"
)
_QUOTES = (("“", "”"), ("「", "」"), ("『", "』"))
_NUMERAL = re.compile(r"[\d一二三四五六七八九十两双]")
