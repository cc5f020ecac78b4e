"""Saying: the sentences in which a speaker says something about a subject."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from index.article import BlockKind
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


# 县长某某讲话。tells that somebody spoke, and nothing of what was said.
_WITHOUT_WORDS = re.compile(r"(?:讲话|发言|致辞|致词|作报告)[。!]?$")


_OCCASION = re.compile(r"在[^,]{1,20}?(?:上|时|中|里|期间)(?=[^海面])")


_OPENING = re.compile(
    r"([\u4e00-\u9fff·]{2,12}?)(?:是?怎么|是?如何|对|就|在|说|讲|强调|指出|表示|提|关于|有?什么|都|回应|解释|评价)"
)


def said(sources: Sources) -> Draft | None:
    asked = sources.question.asked
    speakers = {name for each in sources.readings.values() for name in each.names if name in asked}
    first = min(speakers, key=lambda each: (asked.find(each), -len(each)), default="")
    first = first or _speaker_by_office(sources)
    opening = _OPENING.match(asked)
    literal = opening[1] if opening and not first else ""
    rest = [each for each in sources.words if each.text != first]
    occasion = _OCCASION.search(asked)
    topic = [
        each for each in rest if not each.exact and not (occasion and each.text in occasion[0])
    ]

    def fitness(each: Support) -> float | None:
        if each.sentence.kind not in (BlockKind.BODY, BlockKind.ITEM):
            return None
        if occasion and not _opens_with(occasion[0], sources.words, each):
            return None
        if first and not topic and first in each.sentence.speakers:
            return (0.5 if _WITHOUT_WORDS.search(each.text) else 1.0) - 0.01 * each.number
        if literal and _speaks_near(literal, each):
            return 0.4
        if not first:
            text = each.text
            return 0.25 if re.search(r"[“「]", text) and _SPOKEN.search(text) else -0.1
        run_in = 0.15 * is_run_in(each)
        if first in each.sentence.speakers:
            return 0.35 + run_in
        if each.sentence.speaker == first:
            return 0.3 + run_in
        if each.text.startswith(first):
            return 0.25
        return None

    if first and rest:
        named = {each.article for each in sources.supports}
        sources.supports = [
            each for each in sources.supported(tuple(rest)) if each.article in named
        ]
    best = sources.best(fitness)
    if best is None:
        return None
    if first and not topic:  # whatever was said
        best = replace(best, plain=1.0, focus=1.0)
    following = best.reading.sentences[best.number + 1 : best.number + 2]
    if not first and not _SPOKEN.search(best.text) and following:
        after = best.reading.folded[following[0].start : following[0].end]
        if following[0].paragraph == best.sentence.paragraph and _SPOKEN.search(after):
            span = Span(best.sentence.start, min(following[0].end, best.sentence.start + 250))
            return Draft(best, (span,), (), "", 0.5)
    if is_run_in(best):
        return shown(best, (), 1.0 if first else 0.5)
    spans = _with_next(
        best, lambda each: not first or first in (each.speaker, *each.speakers), sources
    )
    draft = shown(best, (), 1.0 if first else 0.5)
    if first and topic and not _near_words(best):
        return Draft(best, draft.spans, (), "", 0.0)
    return Draft(best, spans or draft.spans, (), "", draft.typed)


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
    return all(word.text in opening for word in words if word.text in occasion)


def _near_words(each: Support) -> bool:
    return each.inside > 0.15


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
