"""Answering: which of the honest outcomes a question gets.

guide ─ follow-up ─ collection ─ source ─ term ─ comparison ─ best sentences ─ unknown
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import replace

from index.answer import Answer, Hit, Outcome
from index.asking.collection import about_collection
from index.asking.comparison import compare
from index.asking.context import Resolved, Try
from index.asking.conversation import Conversation
from index.asking.extraction import SURE_IN_TALK, extract
from index.asking.followup import resolve
from index.asking.guide import guide
from index.asking.proof import proved
from index.asking.provenance import about_source
from index.asking.question import understand
from index.asking.quoting import MOST_CHARACTERS, MOST_HITS, hits
from index.asking.refusal import is_order, is_private, wants_invention
from index.asking.spelling import respell
from index.asking.suggestion import MOST, suggest
from index.language.normal import fold
from index.passage import Passage, Span, overlap
from index.search.ranking import Ranked, Rarity, rank
from index.snapshot import Snapshot
from index.terms.term_answer import answer_term, as_named
from index.terms.term_question import names_asked

_UNKNOWN = "收录的文章里没有找到答案。"


def answer_question(
    question: str,
    snapshot: Snapshot,
    conversation: Conversation | None = None,
    today: datetime.date | None = None,
) -> Answer:
    """The answer to one question, every quote checked against its article.

    :param today: what 今年 and 去年 are counted from; by default the machine's date.
    """
    if (reply := guide(fold(question).strip())) is not None:
        return Answer(question, Outcome.GUIDE, reply)
    today = today or datetime.date.today()
    resolved = resolve(question, conversation, snapshot)
    answer, carried = resolved.answer, resolved.carried
    if answer is None:
        answer, alone = _tried(resolved, question, snapshot, today)
        carried = None if alone else carried
    if answer.outcome is Outcome.UNKNOWN:
        more = suggest(answer, snapshot, _asker(snapshot, today))
        both = dict.fromkeys((*answer.suggestions, *more))
        answer = replace(answer, suggestions=tuple(both)[:MOST])
    if carried is not None:
        understood = answer.understood or resolved.question
        answer = replace(answer, carried=carried, understood=understood)
    return replace(proved(answer, snapshot), question=question)


def _tried(
    resolved: Resolved, asked: str, snapshot: Snapshot, today: datetime.date
) -> tuple[Answer, bool]:
    """The answer to the first of the questions that is answered, and whether that is the one
    asked, standing alone; else that nothing was found."""
    refusal, alone = None, False
    for each in resolved.tries or (Try(resolved.question),):
        as_asked = each.file is None and each.question == asked
        if each.file is not None:
            answer = _of_one_article(each.question, each.file, snapshot, today)
        else:
            answer = _stand_alone(each.question, snapshot, today)
            if refusal is None:
                refusal, alone = answer, as_asked
        told = answer is not None and answer.outcome is not Outcome.UNKNOWN
        if answer is not None and told and not _says_it_again(answer, resolved.beyond):
            return answer, as_asked
    if resolved.otherwise is not None:
        return resolved.otherwise, False
    return refusal or Answer(resolved.question, Outcome.UNKNOWN, _UNKNOWN), alone


def _says_it_again(answer: Answer, before: Answer | None) -> bool:
    """Whether an answer quotes and marks nothing that the one before did not."""
    if before is None or not before.citations or not answer.citations:
        return False
    last, first = before.citations[0], answer.citations[0]
    same = last.file == first.file and overlap(last, first)
    return same and set(answer.marks) <= set(before.marks)


def _of_one_article(
    question: str, file: str, snapshot: Snapshot, today: datetime.date
) -> Answer | None:
    """The answer that one article gives to a follow-up about it."""
    if _may_not_be_told(question):
        return None
    own = [each.id for each in snapshot.passages_of(file)]
    ranked = rank(question, Rarity.of(question, snapshot), snapshot, also=own)
    same = [each for each in ranked if each.stored.id in own]
    understood = understand(question, today)
    answer = extract(understood, same, snapshot, SURE_IN_TALK) if same else None
    return answer and replace(answer, passages=hits(ranked[:MOST_HITS], snapshot))


def _asker(snapshot: Snapshot, today: datetime.date) -> Callable[[str], Answer]:
    return lambda question: _as_spelt(question, snapshot, today)


def _stand_alone(question: str, snapshot: Snapshot, today: datetime.date) -> Answer:
    """The answer to a question that needs no conversation, misspelt names put right."""
    respelt = respell(question, snapshot)
    if respelt is None:
        return _as_spelt(question, snapshot, today)
    answer = _as_spelt(respelt.question, snapshot, today)
    if answer.outcome is Outcome.UNKNOWN or not respelt.right:
        return answer
    right = "".join(f"“{each}”" for each in respelt.right)
    text = f"按{right}回答：{answer.text}"[:MOST_CHARACTERS]
    return replace(answer, text=text, understood=respelt.question)


def _as_spelt(question: str, snapshot: Snapshot, today: datetime.date) -> Answer:
    """The answer with everything that ranked."""
    ranked = rank(question, Rarity.of(question, snapshot), snapshot)
    answer = None
    if not wants_invention(fold(question)):
        answer = (
            about_collection(question, snapshot, today)
            or about_source(question, snapshot)
            or answer_term(question, snapshot.terms)
            or _from_sentences(question, ranked, snapshot, today)
        )
    answer = answer or Answer(question, Outcome.UNKNOWN, _UNKNOWN)
    return replace(answer, passages=_shown(question, answer, ranked, snapshot))


def _shown(
    question: str, answer: Answer, ranked: list[Ranked], snapshot: Snapshot
) -> tuple[Hit, ...]:
    """The best passages, those that the answer was copied from among them."""
    best = ranked[:MOST_HITS]
    seen = {each.stored.id for each in best}
    missing = [key for key in _cited_passages(answer, snapshot) if key not in seen][:MOST_HITS]
    if not missing:
        return hits(best, snapshot)
    everything = rank(question, Rarity.of(question, snapshot), snapshot, also=missing)
    cited = [each for each in everything if each.stored.id in missing]
    kept = {each.stored.id for each in (*best[: MOST_HITS - len(cited)], *cited)}
    return hits([each for each in everything if each.stored.id in kept], snapshot)


def _cited_passages(answer: Answer, snapshot: Snapshot) -> list[int]:
    """Keys of the passages in which the quotes begin; for a heading, what it stands over."""
    keys = []
    for each in answer.citations:
        holding = [
            stored.id
            for stored in snapshot.passages_of(each.file)
            if any(span.start <= each.start < span.end for span in _extent(stored.passage))
        ]
        keys.extend(holding[:1])
    return keys


def _extent(passage: Passage) -> tuple[Span, ...]:
    return (Span(passage.start, passage.end), *passage.context)


def _may_not_be_told(question: str) -> bool:
    asked = fold(question).strip()
    return is_order(asked) or is_private(asked)


def _from_sentences(
    question: str, ranked: list[Ranked], snapshot: Snapshot, today: datetime.date
) -> Answer | None:
    """The sentences that answer; none for orders to the bot and for private matters."""
    asked = fold(question).strip()
    if _may_not_be_told(asked):
        return None
    understood = understand(question, today)
    answer = None
    if understood.sides:
        answer = compare(
            question, understood.sides, ranked, _asker(snapshot, today), snapshot, today
        )
    answer = answer or extract(understood, ranked, snapshot)
    names = names_asked(asked)
    if answer is None or not names or answer.outcome is Outcome.LISTED:
        return answer
    return as_named(answer, names)
