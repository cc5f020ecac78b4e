"""Which articles a question about a term means: of a year, of a place, only the newest."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TypeVar

from index.language.dates import years_in
from index.language.normal import fold
from index.language.places import is_place
from index.language.sound import sound_of
from index.language.surnames import SURNAMES
from index.terms.term_index import Listed, Mentioned, MinedArticle, TermIndex

_YEAR = re.compile(
    r"((?<!\d)(?:(?:19|20)\d\d(?!\d)|\d\d(?=年)))年?[底末初中]?(?:(\d{1,2})月(?:份|(\d{1,2})日)?)?"
)
_NEWEST = re.compile("最新|最近|新近|最后一次")
_OWNER = re.compile(
    r"([\u4e00-\u9fff]{2,8}?)(?:的|里的?|中的?|提出的|实施的|推进的|推出的|部署的)$"
)
_NO_OWNER = re.compile(
    "[省市县区镇乡村国]里|当地|全[省市县区]|文章|报纸|新闻|报道|里面|什么|哪|最新|最近|今年|去年|年$|月$|会议|讲话|以下|这|那|我|你"
)

_ENOUGH = 0.5  # share of an owner's words that its article must hold
_HINTED = 0.3  # share of mere words before a term that tells one article from another
_OPENING = 300  # characters in which an undated article may give its year

Each = TypeVar("Each", Listed, Mentioned)


@dataclass(frozen=True, slots=True)
class Filter:
    """What a question says about the article it means.

    :param date: the beginning of an ISO date, such as ``2022`` or ``2022-02``.
    :param hint: words before the term that may tell whose it is, where several have one.
    :param owner: a word before the term, of whom or where it is, to be found in the article.
    """

    index: TermIndex
    date: str = ""
    place: str = ""
    owner: str = ""
    newest: bool = False
    hint: str = ""

    @classmethod
    def read(cls, question: str, before: str, index: TermIndex) -> Filter:
        """The filter in a question; ``before`` is what stands before the term in it."""
        folded = fold(question)
        date = _YEAR.search(question) or _YEAR.search(before)
        place = next((p for p in sorted(index.places, key=len) if _names(folded, p)), "")
        place = place or _sounding(before, index)
        before = _YEAR.sub("", before).strip("年的, ") + ("的" if before.endswith("的") else "")
        owner = _OWNER.search(_NEWEST.sub("", before))
        word = owner[1] if owner and not place and not _NO_OWNER.search(owner[1]) else ""
        hint = "" if place or word else re.sub(r"[^\u4e00-\u9fff]", "", before)
        newest = _NEWEST.search(folded) is not None
        return cls(index, _iso(date) if date else "", place, word, newest, hint)

    @property
    def described(self) -> str:
        """``2022年洪湖市``: what was asked for, in words."""
        year = f"{self.date[:4]}年" if self.date else ""
        return f"{year}{self.place or self.owner}" or "收录"

    def lists(self, lists: list[Listed]) -> list[Listed]:
        """The lists of the articles meant."""
        return self._chosen(lists)

    def mentions(self, mentions: list[Mentioned]) -> list[Mentioned]:
        """The mentions of the articles meant."""
        return self._chosen(mentions)

    def _chosen(self, found: list[Each]) -> list[Each]:
        chosen = [each for each in found if self._means(each.article)]
        if self.date and not chosen:
            chosen = [each for each in found if self._tells_of_it(each)]
        if self.place and not chosen:
            chosen = [each for each in found if self._about(each.article)]
        if self.owner or (self.hint and len(chosen) > 1):
            shares = [self._share(each.article) for each in chosen]
            most = max(shares, default=0.0)
            best = [each for each, share in zip(chosen, shares, strict=True) if share == most]
            if self.owner and (most >= _ENOUGH or _is_a_name(self.owner)):
                chosen = best if most >= _ENOUGH else []
            elif most >= _HINTED:
                chosen = best
        if self.newest and chosen:
            return [each for each in chosen if each.article.file == chosen[0].article.file]
        return chosen

    def _means(self, article: MinedArticle) -> bool:
        if self.date and not self._is_dated(article):
            return False
        if self.place and article.place and article.place != self.place:
            return False
        if self.place and not article.place:
            return self.place.rstrip("市县区省") in self.index.text_of(article.file)
        return True

    def _is_dated(self, article: MinedArticle) -> bool:
        """Whether the article is of the year asked for; one without a date may say so itself."""
        if article.date is not None:
            return article.date.startswith(self.date)
        opening = fold(self.index.text_of(article.file)[:_OPENING])
        return next(iter(years_in(opening)), None) == int(self.date[:4])

    def _tells_of_it(self, found: Listed | Mentioned) -> bool:
        """Whether the paragraph of the term names the year asked for, by its number or as 明年, or
        an article of the next year looks back on it."""
        label = found.listing if isinstance(found, Listed) else found.mention
        text = fold(self.index.text_of(found.article.file))
        end = text.find("\n", label.end)
        paragraph = text[text.rfind("\n", 0, label.start) + 1 : end if end >= 0 else len(text)]
        year, date = self.date[:4], found.article.date or ""
        plans = date.startswith(str(int(year) - 1)) and "明年" in paragraph
        reviews = date.startswith(str(int(year) + 1)) and f"{year}年" in text[:_OPENING]
        fits = not self.place or self.place.rstrip("市县区省") in self._around(found.article)
        return fits and (plans or reviews or f"{year}年" in paragraph)

    def _about(self, article: MinedArticle) -> bool:
        """Whether an article of another place speaks of this one: 洪湖 is a city of 荆州."""
        dated = not self.date or self._is_dated(article)
        return dated and self.place.rstrip("市县区省") in self._around(article)

    def _share(self, article: MinedArticle) -> float:
        """How much of the owner or the hint, in pairs of characters, the article speaks of."""
        around = self._around(article)
        words = self.owner or self.hint
        pairs = [words[at : at + 2] for at in range(len(words) - 1)]
        return sum(pair in around for pair in pairs) / len(pairs) if pairs else 1.0

    def _around(self, article: MinedArticle) -> str:
        known = (article.title, article.publisher or "", article.place or "")
        return fold("\n".join([self.index.text_of(article.file), *known]))


_UNIT = re.compile(r"([\u4e00-\u9fff]{1,4}[省市县区镇乡])的?$")


def _sounding(before: str, index: TermIndex) -> str:
    """The place of an article that sounds like one before the term: 平度县 for 平渡县."""
    found = _UNIT.search(before)
    if found is None or is_place(found[1]):
        return ""
    sound = sound_of(fold(found[1]))
    return next((each for each in sorted(index.places) if sound_of(fold(each)) == sound), "")


def _names(folded: str, place: str) -> bool:
    short = place.rstrip("市县区省") if len(place) > 2 else place
    return fold(short) in folded


def _is_a_name(owner: str) -> bool:
    """Whether an owner is a place or a person, which an article about it cannot but name."""
    person = owner[:1] in SURNAMES and len(owner) in (2, 3)
    return person or is_place(owner) or owner[-1] in "省市县区镇乡村"


def _iso(found: re.Match[str]) -> str:
    year = found[1] if len(found[1]) == 4 else f"20{found[1]}"
    if not found[2]:
        return year
    month = f"{year}-{int(found[2]):02d}"
    return f"{month}-{int(found[3]):02d}" if found[3] else month
