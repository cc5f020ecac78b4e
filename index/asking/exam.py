"""The exam: answers judged against hand-written questions; tests/exam/README.md has the format.

An answer is the dict that ``wenbao ask --json`` prints.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from index.asking.conversation import Conversation
from index.errors import WenbaoError

if TYPE_CHECKING:
    from index.library import Library
    from index.update import Progress

LONGEST_FOUND = 300  # characters, by the contract


@dataclass(frozen=True, slots=True)
class Question:
    """One question and what a right answer to it looks like.

    :param half: ``fit`` or ``report``.
    :param turns: the questions asked before it in the same conversation.
    :param outcome: the outcomes that are right; the first one says what it is a test of.
    """

    id: str
    half: str
    type: str
    question: str
    outcome: tuple[str, ...]
    turns: tuple[str, ...] = ()
    must: tuple[str, ...] = ()
    any: tuple[str, ...] = ()
    must_not: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    file: str | None = None
    max: int | None = None

    @property
    def kind(self) -> str:
        """``answer``, ``mention``, ``refusal`` or ``guide``, by the first right outcome."""
        kinds = {"mentioned": "mention", "unknown": "refusal", "guide": "guide"}
        return kinds.get(self.outcome[0], "answer")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one answer is worth.

    :param right: everything but the length is as it should be.
    :param complete: every member, no other and no more; ``None`` when no members are asked for.
    :param refused: the answer refuses (``unknown``, ``guide``).
    :param invented: it says a forbidden word, names a member that no quote holds, or lists
        what the articles do not list.
    :param cited: a citation is there, from the right file where there is one.
    :param verbatim: every quote fits its offsets and, where known, the stored text.
    :param length: characters of the answer.
    :param reasons: one short phrase for each thing that is wrong.
    """

    question: Question
    right: bool
    complete: bool | None
    refused: bool
    invented: bool
    cited: bool
    verbatim: bool
    within: bool
    length: int
    reasons: tuple[str, ...] = field(default=())


def load(path: Path) -> list[Question]:
    """The questions of a JSON-lines file, in order.

    :raises WenbaoError: naming file and line, for a line that is not a question.
    """
    questions = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            entry = json.loads(line)
            lists = {key: tuple(value) for key, value in entry.items() if isinstance(value, list)}
            questions.append(Question(**{**entry, **lists}))
        except (TypeError, ValueError, AttributeError) as error:
            raise WenbaoError(f"{path}：第 {number} 行不是考题（{error}）") from error
    return questions


def judge(
    question: Question, answer: Mapping[str, Any], texts: Mapping[str, str] | None = None
) -> Verdict:
    """What ``answer`` is worth as an answer to ``question``.

    :param texts: the stored text of each article by file; without it quotes are only held
        against their offsets.
    """
    said, outcome = _squash(answer["answer"]), answer["outcome"]
    refused = outcome in ("unknown", "guide")
    wrongs = []
    if outcome not in question.outcome:
        wrongs.append(f"outcome {outcome}")
    if not refused:
        wrongs += _missing_words(question, _read(question, answer))
    forbidden = [each for each in question.must_not if _squash(each) in said]
    wrongs += [f"says {each}" for each in forbidden]
    complete = _complete(question, answer)
    if complete is False:
        wrongs.append("members")
    cited = refused or _cited(question, answer)
    if not cited:
        wrongs.append("citation")
    verbatim = all(_is_verbatim(each, texts) for each in answer["citations"])
    if not verbatim:
        wrongs.append("quote")
    invented = bool(forbidden) or _unproven(answer) or _lists_nothing_listed(question, outcome)
    if invented and not wrongs:
        wrongs.append("member that no quote holds")
    limit = question.max or (LONGEST_FOUND if outcome == "found" else None)
    length = len(answer["answer"])
    return Verdict(
        question=question,
        right=not wrongs,
        complete=complete,
        refused=refused,
        invented=invented,
        cited=cited,
        verbatim=verbatim,
        within=limit is None or length <= limit,
        length=length,
        reasons=tuple(wrongs),
    )


def is_exam(path: Path) -> bool:
    """Whether a question file is an exam: its first line says which outcomes are right."""
    try:
        with path.open(encoding="utf-8") as lines:
            return "outcome" in json.loads(next(lines))
    except (OSError, ValueError, StopIteration, TypeError):
        return False


def sit(library: Library, questions: Sequence[Question], progress: Progress) -> list[Verdict]:
    """Asks every question, each after its own earlier turns, and judges the answers."""
    texts = {each.article.file: each.article.text for each in library.articles()}
    verdicts = []
    for at, question in enumerate(questions, 1):
        conversation = Conversation()
        for turn in question.turns:
            library.ask(turn, conversation)
        answer = library.ask(question.question, conversation).as_json()
        verdicts.append(judge(question, answer, texts))
        progress("考试", at, len(questions))
    return verdicts


@dataclass(frozen=True, slots=True)
class Tally:
    """The verdicts of one group, as shares in [0, 1]; ``complete`` of the lists asked for."""

    half: str
    group: str
    asked: int
    right: float
    complete: float | None
    refused: int
    invented: int
    cited: float
    verbatim: float
    within: float
    median_length: float


def summary(verdicts: Sequence[Verdict]) -> list[Tally]:
    """A tally for each half: first by kind (``answer``, ``mention``, …), then by type."""
    tallies = []
    for half in sorted({each.question.half for each in verdicts}):
        mine = [each for each in verdicts if each.question.half == half]
        groups: dict[str, list[Verdict]] = {}
        for each in mine:
            groups.setdefault(f"all {each.question.kind}", []).append(each)
        for each in mine:
            groups.setdefault(each.question.type, []).append(each)
        tallies += [_tally(half, name, group) for name, group in groups.items()]
    return tallies


def score(verdicts: Sequence[Verdict], measure: str) -> float:
    """One measure over all questions of its kind, in [0, 1] but for the count ``invented``.

    ``answer``, ``mention``, ``refusal``, ``guide``: right answers of those that should be such;
    ``complete``: lists with every member and no other; ``cited``, ``verbatim``, ``within``: shares.

    :raises WenbaoError: there is no such measure, or no question that it is about.
    """
    measured: dict[str, list[bool]] = {
        "complete": [each.complete for each in verdicts if each.complete is not None],
        "cited": [each.cited for each in verdicts],
        "verbatim": [each.verbatim for each in verdicts],
        "within": [each.within for each in verdicts],
    }
    for each in verdicts:
        measured.setdefault(each.question.kind, []).append(each.right)
    if measure == "invented":
        return float(sum(each.invented for each in verdicts))
    if not measured.get(measure):
        known = "、".join((*filter(measured.get, measured), "invented"))
        raise WenbaoError(f"没有指标 {measure}，可用的有：{known}")
    return sum(measured[measure]) / len(measured[measure])


def _squash(text: str) -> str:
    return "".join(text.split())


def _read(question: Question, answer: Mapping[str, Any]) -> str:
    """What a person reads, without spaces: the answer and the quotes.

    Source lines count only where the question is about sources.
    """
    parts = [answer["answer"], *(each["quote"] for each in answer["citations"])]
    if question.type in ("source", "collection"):
        for each in answer["citations"]:
            parts += [each["title"], each["date"] or "", each["publisher"] or ""]
    return _squash("\n".join(parts))


def _missing_words(question: Question, read: str) -> list[str]:
    missing = [f"lacks {each}" for each in question.must if _squash(each) not in read]
    if question.any and not any(_squash(each) in read for each in question.any):
        missing.append(f"lacks any of {'/'.join(question.any)}")
    return missing


def _complete(question: Question, answer: Mapping[str, Any]) -> bool | None:
    """Whether all members asked for are there; ``found`` may name them in its text instead."""
    if not question.members:
        return None
    if answer["outcome"] == "found" and "found" in question.outcome:
        read = _read(question, answer)
        return all(_squash(each) in read for each in question.members)
    given = [_squash(each) for each in answer["members"]]
    if len(given) != len(question.members):
        return False
    for each in map(_squash, question.members):
        match = next((one for one in given if each in one and _is_near(one, each)), None)
        if match is None:
            return False
        given.remove(match)
    return True


def _is_near(given: str, expected: str) -> bool:
    """Whether a member is the expected words with little around them, not a whole paragraph."""
    return len(given) <= max(2 * len(expected), len(expected) + 12)


def _cited(question: Question, answer: Mapping[str, Any]) -> bool:
    files = {each["file"] for each in answer["citations"]}
    if question.file is None:
        return bool(files) or question.type == "collection"
    return question.file in files


def _is_verbatim(citation: Mapping[str, Any], texts: Mapping[str, str] | None) -> bool:
    quote, start, end = citation["quote"], citation["start"], citation["end"]
    if not quote or end - start != len(quote):
        return False
    return texts is None or texts.get(citation["file"], "")[start:end] == quote


def _unproven(answer: Mapping[str, Any]) -> bool:
    """Whether a member stands in no quote of its own article."""
    quotes: dict[str, list[str]] = {}
    for each in answer["citations"]:
        quotes.setdefault(each["file"], []).append(each["quote"])
    return any(
        not any(member in quote for quote in quotes.get(each["file"], ()))
        for each in answer["lists"]
        for member in each["members"]
    )


def _lists_nothing_listed(question: Question, outcome: str) -> bool:
    """Whether a list is given where the articles have none."""
    return outcome == "listed" and question.kind in ("mention", "refusal", "guide")


def _tally(half: str, group: str, verdicts: Sequence[Verdict]) -> Tally:
    def share(flags: Iterable[bool]) -> float:
        values = list(flags)
        return sum(values) / len(values)

    lists = [each.complete for each in verdicts if each.complete is not None]
    return Tally(
        half=half,
        group=group,
        asked=len(verdicts),
        right=share(each.right for each in verdicts),
        complete=share(lists) if lists else None,
        refused=sum(each.refused for each in verdicts),
        invented=sum(each.invented for each in verdicts),
        cited=share(each.cited for each in verdicts),
        verbatim=share(each.verbatim for each in verdicts),
        within=share(each.within for each in verdicts),
        median_length=median(each.length for each in verdicts),
    )
