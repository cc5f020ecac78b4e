"""Follow-ups: a question completed from the conversation so that it stands for itself.

question, last turn ─ rewritten question | answer straight from the last answer

A question that can stand for itself is left as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from index.answer import Outcome
from index.asking import ellipsis, pointing, pronouns
from index.asking.context import (
    TRAIL,
    Context,
    Resolved,
    Try,
    last_complete,
    subject_words,
)
from index.asking.conversation import Conversation
from index.asking.ellipsis import MOST_LEANING
from index.asking.exchange import instead
from index.language.normal import fold
from index.snapshot import Snapshot

# 那座桥 points at a bridge; 那座位呢 asks for seats.
_POINTS = (
    r"(?:个(?![人体])|些|里(?!程)|边(?!境)|儿(?![童子])|天(?!气)|年(?![龄级份薪])|次(?!数)|时(?!间)|场(?![地馆])|家(?![庭长具])"
    r"|位(?!置)|座(?![位谈])|条(?![件例])|所(?![得长])|支(?![出持])|项(?!目)|款(?!项)|种(?![植子])|届|起(?!点))"
)
_LEAD = re.compile(
    r"^(?:(?:嗯|哦|噢|好的?|行|然后|那么|那|请问|再问一下|还想问|另外|麻烦)[,，。\s]*)+"
    rf"(?!{_POINTS})"
)
_LEADS_ON = re.compile(rf"(?:嗯|哦|噢|好的?|行|[,，。\s])*(?:然后|那么?|另外|还想问)(?!{_POINTS})")


def resolve(question: str, conversation: Conversation | None, snapshot: Snapshot) -> Resolved:
    """``question`` completed from the conversation, or as it is when it stands for itself."""
    turns = conversation.turns if conversation is not None else ()
    turns = tuple(each for each in turns if each.answer.outcome is not Outcome.GUIDE)
    if not turns:
        return Resolved(question)
    folded = TRAIL.sub("", fold(question).strip())
    asked = _LEAD.sub("", folded, count=1)
    before = TRAIL.sub("", fold(last_complete(turns, snapshot)).strip())
    context = Context(question, asked, not _LEADS_ON.match(folded), before, turns, snapshot)
    for station in _STATIONS:
        resolved = station(context)
        if resolved is not None:
            return _or_alone(resolved, context)
    return Resolved(question)


def _or_alone(resolved: Resolved, context: Context) -> Resolved:
    """The same, and at last the question as it stands, where it says enough to stand alone."""
    said = sum(map(len, subject_words(context.asked, context.snapshot)))
    alone = Try(context.question)
    if not resolved.tries or alone in resolved.tries or said <= MOST_LEANING:
        return resolved
    return replace(resolved, tries=(*resolved.tries, alone))


_STATIONS: tuple[Callable[[Context], Resolved | None], ...] = (
    pointing.nth_article,
    pointing.nth,
    pointing.before,
    pointing.when,
    pointing.source,
    pointing.said_by,
    pointing.others,
    ellipsis.outcome,
    ellipsis.against_before,
    pointing.go_on,
    pointing.again,
    pointing.more,
    pointing.all_of_it,
    pronouns.he,
    pronouns.them,
    pronouns.there,
    ellipsis.by_another,
    instead,
    pronouns.that_thing,
    pronouns.this,
    ellipsis.parallel,
    ellipsis.elliptic,
    ellipsis.leaning,
)
