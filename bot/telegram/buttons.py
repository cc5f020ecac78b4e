"""Buttons: what is written on them, and the few bytes that come back when one is pressed.

Telegram allows 64 bytes of data. A press is ``verb.key.number.number``; the key is a slip's, or
empty for buttons that need none. Whatever else comes back, or points at nothing, was forged or
has expired.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from bot.telegram.slips import Slip
from bot.words import Words
from index.answer import Outcome

MOST_BYTES = 64
ITEMS_A_PAGE = 10
SHORT_LABEL = 9  # characters that leave room for a second button beside it
LONGEST_LABEL = 22
TITLES_A_PAGE = 6

_DATA = re.compile(r"([a-z])\.([\w-]{0,40})((?:\.\d{1,9}){0,2})", re.ASCII)

Markup = dict[str, Any]
Row = list[dict[str, str]]


class Verb(StrEnum):
    """What a press does."""

    ANSWER = "a"  # back to the answer; number: page of the items' buttons
    SOURCE = "f"  # numbers: source, page; a page past the last one stands for the quote's
    NEARBY = "n"  # number: passage
    NEARBY_SOURCE = "p"  # numbers: passage, page
    ITEM = "i"  # number: item
    GOOD = "u"
    BAD = "d"
    TELL = "w"
    SUGGESTION = "s"  # number: suggestion
    CONTENTS = "l"  # number: page of the table of contents
    ARTICLE = "r"  # numbers: key of the article's card, page
    UNDO = "y"  # key: the name under which an upload was stored
    REMOVE = "x"  # number: key of the article's card
    RESTORE = "z"  # key: what brings back a file that was taken out
    EXPORT = "e"


FOR_ADMINS = {Verb.UNDO, Verb.REMOVE, Verb.RESTORE, Verb.EXPORT}


@dataclass(frozen=True, slots=True)
class Press:
    """What a button's data says."""

    verb: Verb
    key: str = ""
    numbers: tuple[int, ...] = ()

    def number(self, place: int = 0) -> int:
        """The number in a place; 0 where there is none."""
        return self.numbers[place] if place < len(self.numbers) else 0

    @property
    def data(self) -> str:
        """The bytes for the button."""
        return ".".join((self.verb, self.key, *map(str, self.numbers)))


def read_press(data: str | None) -> Press | None:
    """What the data says; ``None`` when no button of ours can have sent it."""
    found = _DATA.fullmatch(data or "")
    if found is None or found[1] not in set(Verb):
        return None
    numbers = tuple(int(each) for each in found[3].split(".") if each)
    return Press(Verb(found[1]), found[2], numbers)


def button(label: str, verb: Verb, key: str = "", *numbers: int) -> dict[str, str]:
    """One button."""
    return {"text": label, "callback_data": Press(verb, key, numbers).data}


def markup(rows: Iterable[Row]) -> Markup | None:
    """The rows as Telegram takes them; ``None`` when there is no button."""
    kept = [row for row in rows if row]
    return {"inline_keyboard": kept} if kept else None


def under_answer(slip: Slip, key: str, words: Words, items_page: int = 0) -> Markup | None:
    """The buttons under an answer."""
    if slip.outcome == Outcome.GUIDE:
        return None
    rows = _items(slip, key, words, items_page)
    rows += [
        [button(_label(each), Verb.SUGGESTION, key, at)] for at, each in enumerate(slip.suggestions)
    ]
    rows.append(_sources(slip, key, words))
    if slip.outcome in (Outcome.UNKNOWN, Outcome.MENTIONED):
        rows.append([button(words.tell_me, Verb.TELL, key)])
    rows.append([button(words.good, Verb.GOOD, key), button(words.bad, Verb.BAD, key)])
    return markup(rows)


def _items(slip: Slip, key: str, words: Words, page: int) -> list[Row]:
    """A button an item, two a row where they are short, and one for the other items."""
    if slip.items is None or slip.outcome != Outcome.LISTED:
        return []
    members = slip.items.members
    first = page * ITEMS_A_PAGE
    if first >= len(members):
        page = first = 0
    shown = [
        (at, f"{at + 1}. {member}")
        for at, member in enumerate(members[first : first + ITEMS_A_PAGE], first)
    ]
    a_row = 2 if all(len(label) <= SHORT_LABEL + 3 for _, label in shown) else 1
    buttons = [button(_label(label), Verb.ITEM, key, at) for at, label in shown]
    rows = [buttons[at : at + a_row] for at in range(0, len(buttons), a_row)]
    if len(members) > ITEMS_A_PAGE:
        last = first + ITEMS_A_PAGE >= len(members)
        rows.append([button(words.more_items, Verb.ANSWER, key, 0 if last else page + 1)])
    return rows


def _sources(slip: Slip, key: str, words: Words) -> Row:
    """The cited articles, and the passages that ranked."""
    row = []
    if len(slip.sources) == 1:
        row.append(button(words.full_text, Verb.SOURCE, key, 0, OPEN_AT_QUOTE))
    else:
        row += [
            button(words.full_text_of.format(number=at + 1), Verb.SOURCE, key, at, OPEN_AT_QUOTE)
            for at in range(len(slip.sources))
        ]
    if slip.nearby and slip.outcome != Outcome.UNKNOWN:
        row.append(button(words.next_one, Verb.NEARBY, key, 0))
    return row


OPEN_AT_QUOTE = 9999


def turning(
    words: Words, verb: Verb, key: str, before: Sequence[int], page: int, pages: int
) -> Row:
    """Buttons to the page before and the page after; ``before`` are the numbers ahead of it."""
    ones = verb in (Verb.ITEM, Verb.NEARBY)
    row = []
    if page > 0:
        label = words.previous_one if ones else words.previous
        row.append(button(label, verb, key, *before, page - 1))
    if page + 1 < pages:
        label = words.next_one if ones else words.following
        row.append(button(label, verb, key, *before, page + 1))
    return row


def _label(text: str) -> str:
    return text if len(text) <= LONGEST_LABEL else text[: LONGEST_LABEL - 1] + "…"
