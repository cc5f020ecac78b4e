"""Pointing back: follow-ups that the answer before already holds, or the article it cites.

第二条呢 · 第二篇说了什么 · 都列出来 · 谁写的 · 哪天的事 · 上一次呢 · 还有吗 · 展开讲讲 · 再说一遍
"""

from __future__ import annotations

import re
from dataclasses import replace

from index.answer import Answer, Outcome
from index.asking import continuation, further, members
from index.asking.collection import asks_for_articles
from index.asking.context import Context, Resolved, Try, names_something, subject_words, topic_of
from index.asking.provenance import Asked, SourceWish, source_of, source_wish
from index.language.normal import fold
from index.passage import Span

_NUMERAL = "一二三四五六七八九十"
_NTH = re.compile(
    rf"^(?:上面|刚才|前面|上边)?(?:[说讲列]的|提到的|的)?(?:把)?(?:第(?P<n>[{_NUMERAL}\d]{{1,3}})(?:[个条项点件步种类篇招场块道把组](?:方面|内容|要求|建议|任务|措施)?|(?=呢?$|是))"
    r"|(?P<last>最后(?:一)?[个条项点]))(?P<rest>.*)$"
)
_NTH_ARTICLE = re.compile(rf"^第(?P<n>[{_NUMERAL}\d]{{1,2}})篇(?P<rest>.*)$")
_ITS_CONTENT = re.compile(
    r"^(?:它|[这那]一?篇|内容)?(?P<n>(?!))?(?P<rest>(?:主要|具体|都|大概)?(?:[讲说写](?:的)?(?:是)?了?(?:些|点)?|内容是|是关于)(?:什么|啥)(?:内容|事情?)?(?:的)?)$"
)
_TELL = (
    r"(?:请|能|能不能|可以|麻烦)?(?:你)?(?:再|给我)?(?:展开|详细|具体|仔细|细|多|深入|继续)(?:地|点|些|一点|一些|一下)?"
    r"(?:讲讲|说说|谈谈|介绍|讲|说|谈|聊聊)?(?:一下|下|点|些|它)?(?:吗|吧|呢|看)?"
)
_GO_ON = re.compile(
    rf"^(?:{_TELL}|(?:讲|说)(?:得)?(?:详细|具体|清楚|细)(?:点|些|一点|一些)|然后呢|接着呢|后面呢|后来呢|接下来呢?)$"
)
_AGAIN = re.compile(
    r"^(?:再|重新?)(?:说|讲|发|来)(?:一遍|一次|下)?(?:吧|呗)?$|^重复一下$|^没看清楚?$"
)
_MORE = re.compile(
    r"^(?:还有|有没有)?(?:别的|其他的?|其它的?|更多的?)?(?:内容|报道|消息)?(?:还有)?(?:别的|其他的?|更多)?(?:什么|哪些|没有)?(?:吗|呢|么)?$"
)
_ALL = re.compile(
    rf"^(?:(?:一共|总共|应该|不是|是不是|说是)*(?:有|是)?(?P<n>[{_NUMERAL}两])[个条项点种](?:吧|吗|呢)?[,，\s]*)?"
    r"(?:麻烦|请|帮我|给我)?(?:把)?(?:它们?|这些)?(?:都|全部?|全都|一个个|逐个|逐一)?(?:给我)?"
    r"(?:列(?:出来?|一下|全|举出?来?|举一下)(?:来|一下|看看)?|说(?:全|一遍|出来|说看|一下)|有哪些|是哪些|有什么|包括(?:哪些|什么)|(?:具体|分别|都|到底)*(?:是|有|指|叫)(?:哪些|什么|啥)"
    r"|(?:是)?哪[几一二两三四五六七八九十][个条项点种类])$"
)
_WHEN = re.compile(
    r"^(?:这|那)?(?:是|都是|具体是?|具体在)?(?:在)?(?:什么时候|啥时候|哪一?天|几号|哪一?年|何时|几月几号|什么时间|时间|哪年哪月)(?:是)?"
    r"(?:的)?(?:事情?|时候|开会?|发生|召开|举行|说|讲|提出?|什么)?(?:的)?(?:呢)?$"
)
_TIME_ASKED = re.compile(r"哪一?[天年]|几月几[号日]|几号")
_BEFORE = re.compile(
    r"^(?:(?P<before>上一?[次回场个]|前一?[次回场]|之前(?:的)?(?:那|一)?[次回场]?|更早(?:的)?|再早(?:的)?|再往前)"
    r"|(?P<after>下一?[次回场]|后一?[次回场]|之后(?:的)?(?:那|一)?[次回场]))(?P<rest>.*)$"
)
_MEETING = ("开会", "开", "会", "会议", "召开", "举行")
_SOURCE = re.compile(
    r"^(?:原文|出处|来源|原话|依据|根据)(?:在哪里?|是什么|是哪里|呢)?$"
    r"|^(?:这|你)?(?:是)?(?:从|在)?哪(?:里|儿)(?:来|看到|看|说|写|登|报道)(?:的)?$"
    r"|^(?:这|你)?(?:是)?(?:真的?(?:假的?)?|确定|靠谱|准确|可信|有依据)(?:吗|么|不)?$"
)
_WRITTEN = re.compile(r"^(?:是)?(?:谁|哪位)(?:写|报道|采写|撰写)的$")
_SAID_BY = re.compile(
    r"^(?:这|那|这话|那话|话)?(?:句话?)?(?:都)?是?(?:谁|哪位|哪个)(?:人)?(?:[说讲提]|反映|爆料)(?:出来?)?的(?:话)?$"
)
_OTHERS = re.compile(
    r"^(?:另外|其他|其它|其余|剩下|另)(?:的)?(?:[一二两三四五几\d]*[个家位名条项所种座处])?(?:人|公司|单位|地方)?的?呢?$"
)
_ENUMERATES = re.compile(r"(?:[^、]{1,24}、){2}|[一①](?:是|、|要)|首先|第一[,，、]|其一")
_MOST_GENERIC = 4  # characters of a subject that the last answer may explain


def nth(context: Context) -> Resolved | None:
    """第二个呢: a member of the list before."""
    found = _NTH.match(context.asked)
    if not found:
        return None
    topic = topic_of(context)
    position = -1 if found["last"] else _number(found["n"])
    if position == 0:
        return None
    answer = members.nth(context.asked, position, context.listed, context.snapshot)
    if answer is None:
        standalone = f"{topic}的{context.asked}"
        return Resolved(standalone, standalone)
    which = "最后一项" if position < 0 else f"第{position}项"
    return Resolved(context.before, f"{topic}的{which}", answer)


def nth_article(context: Context) -> Resolved | None:
    """第二篇说了什么: one of the articles that the last answer named."""
    found = _NTH_ARTICLE.match(context.asked) or _ITS_CONTENT.match(context.asked)
    named = [each for each in context.turns if asks_for_articles(fold(each.understood))]
    if not found or not named or (found["n"] is None and named[-1] is not context.turn):
        return None
    files = list(dict.fromkeys(each.file for each in named[-1].answer.citations))
    position = _number(found["n"] or "1")
    if not 0 < position <= len(files):
        return None
    article = context.snapshot.article_of(files[position - 1])
    wish = source_wish(found["rest"])
    if wish is None and _WHEN.match(found["rest"]):
        wish = SourceWish((Asked.DATE,), (), "")
    if wish is not None:
        answer = source_of(context.asked, wish, article, None)
    else:
        answer = continuation.opening(context.asked, article)
    return Resolved(article.title, f"第{position}篇《{article.title}》", answer)


def all_of_it(context: Context) -> Resolved | None:
    """一共四个吧，都列出来: the list of the term that the last answer used."""
    found = _ALL.match(context.asked)
    if not found:
        return None
    answer = context.turn.answer
    said = fold(answer.text) + "".join(fold(each.quote) for each in answer.citations)
    terms = context.snapshot.terms.find(said)
    number = (found["n"] or "").replace("两", "二")
    if terms is None or (number and not terms[0].startswith((number, found["n"] or ""))):
        return None
    standalone = f"{terms[0]}有哪些"
    return Resolved(standalone, standalone)


def source(context: Context) -> Resolved | None:
    """谁写的, 哪天的报: the source of what the last answer cites."""
    wish = source_wish(context.asked)
    if wish is None and _SOURCE.match(context.asked):
        wish = SourceWish((Asked.ARTICLE,), (), "")
    if wish is None and _WRITTEN.match(context.asked):
        wish = SourceWish((Asked.NAMES,), (), "")
    citations = context.cited.answer.citations
    if wish is None or not citations or not _is_known(wish.subject, context):
        return None
    if wish.asked[0] is not Asked.ARTICLE:
        wish = replace(wish, asked=tuple(a for a in wish.asked if a is not Asked.ARTICLE))
    article = context.snapshot.article_of(citations[0].file)
    quoted = Span(citations[0].start, citations[0].end)
    answer = source_of(context.asked, wish, article, quoted)
    return Resolved(context.before, context.before, answer)


def when(context: Context) -> Resolved | None:
    """具体是哪天: the day of what the last answer cites."""
    if not _WHEN.match(context.asked):
        return None
    answer = continuation.when(context.asked, context.cited, context.snapshot)
    if answer is None:
        how = _TIME_ASKED.search(context.asked)
        standalone = f"{topic_of(context)}是{how[0] if how else '什么时候'}"
        return Resolved(
            standalone, standalone, tries=(Try(standalone, context.file), Try(standalone))
        )
    return Resolved(context.before, context.before, answer)


def before(context: Context) -> Resolved | None:
    """上一次开会呢: the article before of the same place."""
    found = _BEFORE.match(context.asked)
    if not found or not context.cited.answer.citations:
        return None
    rest = re.sub(r"呢|的|是", "", found["rest"])
    spoken_of = context.snapshot.words.question_words(rest) if rest else []
    words = [each for each in spoken_of if each not in _MEETING]
    cited = context.cited.answer.citations[0]
    later = bool(found["after"])
    answer = continuation.earlier(context.asked, words, later, context.cited, context.snapshot)
    if answer is None:
        return None
    side = "之后" if later else "之前"
    carried = f"{cited.place or ''}{cited.date}{side}的一次"
    title = answer.citations[0].title if answer.citations else context.before
    return Resolved(title, carried, answer)


def more(context: Context) -> Resolved | None:
    """还有吗: what no turn has quoted yet."""
    if len(context.asked) < 2 or not _MORE.match(context.asked):
        return None
    if context.turn.answer.outcome is Outcome.UNKNOWN:
        return Resolved(context.before, context.before, no_more(context))
    answer = further.more(context.before, context.before, context.turns, context.snapshot)
    if answer is None and _ENUMERATES.search(context.turn.answer.text):
        answer = continuation.whole(context.asked, context.turn, context.snapshot)
    return Resolved(context.before, context.before, answer or no_more(context))


def said_by(context: Context) -> Resolved | None:
    """谁说的: whose words the last answer quotes."""
    if not _SAID_BY.match(context.asked):
        return None
    answer = further.said_by(context.asked, context.cited, context.snapshot)
    return Resolved(context.before, context.before, answer) if answer else None


def others(context: Context) -> Resolved | None:
    """另外两个人呢: all of the sentence that told of the first."""
    if not _OTHERS.match(fold(context.question).lstrip("那么").rstrip("?。!")):
        return None
    answer = continuation.whole(context.asked, context.sourced, context.snapshot)
    return Resolved(context.before, context.before, answer) if answer else None


def no_more(context: Context) -> Answer:
    """That nothing else was found."""
    return Answer(context.asked, Outcome.UNKNOWN, "文章里没有找到更多的了。")


def go_on(context: Context) -> Resolved | None:
    """展开讲讲: the text around the last quote."""
    if not _GO_ON.match(context.asked):
        return None
    answer = continuation.go_on(context.asked, context.cited, context.snapshot)
    return Resolved(context.before, context.before, answer) if answer else None


def again(context: Context) -> Resolved | None:
    """再说一遍: the last answer once more."""
    if not _AGAIN.match(context.asked):
        return None
    return Resolved(context.before, context.before, context.turn.answer)


def _is_known(subject: str, context: Context) -> bool:
    """Whether nothing in a subject says what it is about, beyond what the last answer speaks of."""
    words = subject_words(subject, context.snapshot)
    if not words:
        return True
    if sum(map(len, words)) > _MOST_GENERIC or names_something(subject, context.snapshot):
        return False
    return all(each in context.said() for each in words)


def _number(text: str) -> int:
    if text.isdigit():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    return (_NUMERAL.find(tens) + 1 if tens else 1) * 10 * bool(ten) + (
        _NUMERAL.find(ones) + 1 if ones else 0
    )
