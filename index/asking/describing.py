"""Describing: sentences that answer why, how, which, and whatever has no kind of its own."""

from __future__ import annotations

import re

from index.asking.bodies import body_asked
from index.asking.expectation import Expectation
from index.asking.material import Sources
from index.asking.quoting import shown
from index.asking.support import Support
from index.passage import Span

_BECAUSE = re.compile(r"因|由于|原因|为了|导致|所以|使得|之所以|在于|不是.*而是|并非|目的是|既.*又")


# That this is the reason, in so many words; far more sentences have a 因 or 为了.
_IN_SO_MANY_WORDS = re.compile(
    r"(?:真正|主要|直接|根本)?原因(?:是|在于|有|,|:)|的(?:主要|直接|根本)?原因|主要是?(?:由于|因为)|由于|是因为|"
    r"元凶|罪魁|起因|所致|之所以|缘于|源于|因何|怎么解释|才(?:出现|导致|造成)|为了?避免|导致|造成|引发"
)
_REASON_TOLD = 2.0
_DEMANDS = re.compile(r"要|必须|应|需|通过|坚持")
_MEANS = re.compile(r"通过|采取|采用|实行|推行|按照|要|将|一律|办法|方式|措施|可以|凭|利用|用")


_CAREER_ASKED = re.compile(
    r"(?:以前|之前|原来|原先|从前|先前|过去)[^,]{0,6}?(?:干|做|当|任|是|在)(?:的|过|些)?(?:什么|啥|哪)"
)
_CAREER = re.compile(r"原|曾|此前|历任|先后|当过|做过|任职前|免去|辞去|出身|毕业后|退休前")


def anything(sources: Sources) -> Expectation:
    """What is asked without a question word of its own kind: which, several, a body, a career."""
    asked = sources.question.asked
    several = re.search(r"哪[些几]|包括|几[个条项点种类]", asked)
    which = re.search(r"哪[艘架款部本首支种项届]", asked)
    body = body_asked(asked)

    def bodies(each: Support) -> list[Span]:
        start, end = each.sentence.start, each.sentence.end
        found = body.finditer(each.reading.folded, start, end) if body else ()
        return [Span(*one.span()) for one in found if one[0] not in asked]

    if body:
        return Expectation(
            marks=bodies,
            draft=lambda each: shown(each, (), 1.0 if bodies(each) else 0.0),
            typed=True,
        )

    career = _CAREER_ASKED.search(asked)

    def suits(each: Support) -> float:
        if career:
            return float(_CAREER.search(each.text) is not None)
        if which:
            return float(re.search(r"[“《]", each.text) is not None)
        return min(each.text.count("、"), 3) / 3 if several else 0.0

    return Expectation(suits=suits)


def why(sources: Sources) -> Expectation:
    """A reason."""

    def suits(each: Support) -> float:
        if _IN_SO_MANY_WORDS.search(each.text):
            return _REASON_TOLD
        return float(_BECAUSE.search(each.text) is not None)

    return Expectation(
        suits=suits,
        draft=lambda each: shown(each, (), 1.0 if _because(each) else 0.5),
    )


def _because(each: Support) -> bool:
    """Whether the sentence or the one before or behind it gives a reason."""
    sentences = each.reading.sentences[max(0, each.number - 1) : each.number + 2]
    start, end = sentences[0].start, sentences[-1].end
    return _BECAUSE.search(each.reading.folded, start, end) is not None


def how(sources: Sources) -> Expectation:
    """A means, or what is to be done."""
    focus = sources.focus

    def suits(each: Support) -> float:
        text = each.text
        demanded = focus and focus.text in text[:14] and _DEMANDS.match(text)
        if text.count("“") > 3:
            return 0.0  # a list of names, in which this is one
        return 1.0 if demanded else 0.3 if _MEANS.search(text) else 0.0

    return Expectation(suits=suits)
