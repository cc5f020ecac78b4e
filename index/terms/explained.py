"""Terms that one sentence asks after, and the next one explains.

问：馆里提的“三走进”具体指什么？ 答：就是走进学校、走进乡村、走进商场。
"""

from __future__ import annotations

import re

from index.passage import Span
from index.terms.enumeration import list_after
from index.terms.evidence import Evidence, Found
from index.terms.labels import Label
from index.terms.ordinals import series
from index.terms.pieces import sentence_end

_ASKED = re.compile(
    r"[^。;!?\n]{0,12}?(?:什么|啥|哪[些几]|哪[二两三四五六七八九十]|怎么[讲说理用做]|如何)[^。;!?\n]{0,10}\?[”」』]?|\?[”」』]?"
)
_SPEAKER = re.compile(r"\s*(?:[^:。?!,\n]{1,16}:)?[“「『]?\s*")
_INTRODUCTION = re.compile(
    "(?:答案|其实|简单(?:说|讲|来说|地说)|一句话|说白了|这|它|也|那|所谓)*,?(?:具体)?"
    "(?P<word>就是|分别是|分别指|是指|指的是|就是指|指|即|包括|是)?(?:要)?[:,]?"
)


def explained_list(text: str, label: Label) -> Found | None:
    """The members in the sentence after a question for them; the number must fit."""
    asked = _ASKED.match(text, label.outer_end)
    if asked is None or label.count is None:
        return None
    speaker = _SPEAKER.match(text, asked.end())
    start = speaker.end() if speaker else asked.end()
    numbered = series(text, start, label.count, nearest=12)
    if numbered and len(numbered) == label.count:
        return Found(tuple(numbered), Evidence.NUMBERED)
    introduced = _INTRODUCTION.match(text, start)
    assert introduced is not None  # every part of the pattern is optional
    end = sentence_end(text, introduced.end())
    spans = list_after(text, introduced.end(), end, label.count, label.head)
    if not spans:
        return None
    held = bool(label.head) and all(_holds(text, each, label.head) for each in spans)
    return Found(tuple(spans), Evidence.AFTER) if held or introduced["word"] else None


def _holds(text: str, span: Span, head: str) -> bool:
    return text.find(head[0], span.start, span.end) >= 0
