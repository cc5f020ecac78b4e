"""Saying: the sentences in which a speaker says something about a subject."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from index.article import BlockKind
from index.asking.expectation import Expectation
from index.asking.material import Sources
from index.asking.quoting import Draft, is_run_in, shown
from index.asking.subject import SubjectWord
from index.asking.support import Support
from index.language.people import TITLES
from index.language.sentences import Sentence
from index.language.speech import VERBS
from index.passage import Span

_SPOKEN = re.compile(
    rf"(?:{VERBS})[^,。]{{0,6}}[,:]?[“「]|[”」][^“「]{{0,10}}(?:{VERBS})|(?:{VERBS})[:,]"
)


_SPEECH_VERB = re.compile(
    r"强调|指出|要求|表示|介绍|解释|透露|提醒|回应|认为|坦言|宣布|说|称|呼吁|承诺|答复"
)


_SPOKEN_IN = (BlockKind.BODY, BlockKind.ITEM)

# 县长某某讲话。tells that somebody spoke, and nothing of what was said.
_WITHOUT_WORDS = re.compile(
    r"(?:讲话|发言|致辞|致词|作报告|作(?:了)?说明)(?:[。!]?$|,(?![^。]*(?:强调|指出|要求|表示|说)))"
)


_OCCASION = re.compile(r"(?:在|^最[近新后])[^,]{1,20}?(?:上|时|中|里|期间)(?=[^海面])")


_ANY_MEETING = ("会", "会议", "大会", "开会", "全会", "讲话")
_OPENING = re.compile(
    r"([\u4e00-\u9fff·]{2,12}?)(?:是?怎么|是?如何|对|就|在|说|讲|强调|指出|表示|提|关于|有?什么|都|回应|解释|评价)"
)


def said(sources: Sources) -> Expectation:
    """The words of the speaker asked about, not of another."""
    asked = sources.question.asked
    speakers = {name for each in sources.readings.values() for name in each.names if name in asked}
    first = min(speakers, key=lambda each: (asked.find(each), -len(each)), default="")
    first = first or _speaker_by_office(sources)
    opening = _OPENING.match(asked)
    literal = opening[1] if opening and not first else ""
    rest = tuple(each for each in sources.words if each.text != first)
    occasion = _OCCASION.search(asked)
    topic = [
        each for each in rest if not each.exact and not (occasion and each.text in occasion[0])
    ]
    if first and rest:
        sources.supports = sources.supported(rest)

    spoken = [each for each in sources.supports if each.sentence.kind in _SPOKEN_IN]
    by_speaker = [each for each in spoken if first and _is_by(first, each)]
    opens = {
        each.reading.article.file
        for each in by_speaker or sources.supports
        if not occasion or _opens_with(occasion[0], sources.words, each)
    }
    near = bool(by_speaker) or not topic
    if not topic:
        told = [each for each in by_speaker if not _WITHOUT_WORDS.search(each.text)]
        by_speaker = [each for each in told if first in each.sentence.speakers] or told

    def admits(each: Support) -> bool:
        if each.sentence.kind not in _SPOKEN_IN:
            return False
        if opens and each.reading.article.file not in opens:
            return False
        if not first:
            return True
        return each in by_speaker if near else _is_named_before(first, each)

    def suits(each: Support) -> float:
        if literal and _speaks_near(literal, each):
            return 1.0
        if not first:
            return float(re.search(r"[“「]", each.text) is not None and _is_spoken(each.text))
        if first not in each.sentence.speakers:
            return 0.5 if each.sentence.speaker == first else 0.0
        return 0.0 if _WITHOUT_WORDS.search(each.text) else 1.0

    def draft(best: Support) -> Draft:
        if first and not topic:  # whatever was said
            best = replace(best, plain=1.0, focus=1.0)
        told = _draft(best, first, bool(topic), sources)
        return replace(told, sure=bool(first and not topic and _is_by(first, best)))

    return Expectation(suits=suits, admits=admits, draft=draft)


def _draft(best: Support, first: str, has_topic: bool, sources: Sources) -> Draft:
    """The sentence with what goes on about the subject, or with who says it behind."""
    following = best.reading.sentences[best.number + 1 : best.number + 2]
    if not first and not _is_spoken(best.text) and following:
        after = best.reading.folded[following[0].start : following[0].end]
        if following[0].paragraph == best.sentence.paragraph and _is_spoken(after):
            span = Span(best.sentence.start, min(following[0].end, best.sentence.start + 250))
            return Draft(best, (span,), (), "", 0.5)
    typed = 1.0 if first else 0.5
    draft = shown(best, (), typed)
    if is_run_in(best):
        return draft
    spans = _with_next(
        best, lambda each: not first or first in (each.speaker, *each.speakers), sources
    )
    return Draft(best, spans or draft.spans, (), "", typed)


def _is_named_before(name: str, each: Support) -> bool:
    """Whether the paragraph names the person at this sentence or before."""
    folded, paragraph = each.reading.folded, each.sentence.paragraph
    start = next(one.start for one in each.reading.sentences if one.paragraph == paragraph)
    return name in folded[start : each.sentence.end]


def _is_by(name: str, each: Support) -> bool:
    """Whether these are the words of that person."""
    sentence = each.sentence
    return name in sentence.speakers or sentence.speaker == name or each.text.startswith(name)


def _is_spoken(text: str) -> bool:
    return _SPOKEN.search(text) is not None


def _speaker_by_office(sources: Sources) -> str:
    """The one person who holds the office that opens the question: 市长 in 市长怎么说."""
    office = re.match(
        rf"(?P<before>[\u4e00-\u9fff]{{0,10}}?)(?P<title>{TITLES})(?:是?怎么|是?如何|对|就|在|说|讲|强调|要求|表示|提)",
        sources.question.asked,
    )
    if not office:
        return ""
    names = {
        person.name
        for reading in sources.readings.values()
        for person in reading.people
        for role in person.roles
        if role.endswith(office["title"])
        and role[: -len(office["title"])][-1:] != "副"
        and (not office["before"] or office["before"] in reading.folded)
    }
    return names.pop() if len(names) == 1 else ""


def _speaks_near(name: str, each: Support) -> bool:
    """Whether the name opens this sentence, or one before it in the paragraph, as a speaker's."""
    folded, sentences = each.reading.folded, each.reading.sentences
    for number in range(each.number, max(-1, each.number - 4), -1):
        sentence = sentences[number]
        if sentence.paragraph != each.sentence.paragraph or sentence.speakers:
            return False
        if name in folded[sentence.start : sentence.start + len(name) + 14]:
            return (
                re.match(r".{0,3}[他她]", each.text) is not None
                or _SPEECH_VERB.search(each.text) is not None
            )
    return False


def _opens_with(occasion: str, words: tuple[SubjectWord, ...], each: Support) -> bool:
    """Whether an article is about the occasion: title and lead name it."""
    body = (one.end for one in each.reading.sentences if one.kind is BlockKind.BODY)
    opening = each.reading.folded[: next(body, 0)]
    said = [each.text for each in words if each.text in occasion and each.text not in _ANY_MEETING]
    return all(each in opening for each in said)


def _with_next(
    best: Support, belongs: Callable[[Sentence], bool], sources: Sources
) -> tuple[Span, ...]:
    """The sentence and those behind it that go on about the subject, up to 220 characters."""
    sentences = best.reading.sentences
    supports = {each.number: each for each in sources.supports if each.article == best.article}
    start, end = best.sentence.start, best.sentence.end
    if end - start > 200:
        return ()
    for number in range(best.number + 1, min(best.number + 3, len(sentences))):
        following = sentences[number]
        if following.paragraph != best.sentence.paragraph or not belongs(following):
            break
        if following.end - start > 220 or supports[number].inside < 0.1:
            break
        end = following.end
    return (Span(start, end),)
