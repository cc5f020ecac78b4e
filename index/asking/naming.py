"""Naming: who did something, who holds an office, and who somebody is."""

from __future__ import annotations

import re

from index.answer import Answer, Outcome
from index.article import BlockKind
from index.asking.expectation import Expectation
from index.asking.holders import Holder, bare_place, find_holders
from index.asking.material import Sources
from index.asking.names import may_hold_a_name
from index.asking.question import Question
from index.asking.quoting import Draft, cite, clauses, shown
from index.asking.support import Support
from index.language.normal import fold
from index.language.people import TITLES
from index.passage import Span

_MOST_HOLDERS = 4
_TELLING = 0.3  # a lighter word does not choose the article
_TOO_MUCH_MISSING = 0.8
_UNNAMED = 0.3  # a sentence without a name that is known as one; it may hold one that is not
# What a word for a person ends with.
_PERSON = (
    "(?:小伙子|[孙儿妻男嫂侄]子|先生|[\u4e00-\u9fff]?[人员者手匠师长生妇婆翁汉嫂姐弟妹哥爷奶叔伯姨舅友孩童娃妻夫母父爸妈"
    "儿媳婿孙兵警医士女郎徒家大口机工居])"
)
_ASKS_A_NAME = re.compile(
    rf"(?:(?P<role>{TITLES}|{_PERSON})(?:到底|究竟)?(?:叫(?:什么|啥)(?:名字?)?|"
    r"的?(?:名字|姓名)(?:是|叫)?(?:什么|啥)|怎么称呼)|[真本]名(?:叫|是)?(?:什么|啥)|姓(?:什么|啥))$"
)
_CREDITS = (BlockKind.CREDIT, BlockKind.MASTHEAD)
_OF_THE_PAPER = re.compile(r"记者|编辑|作者|通讯员|审核|摄影|写的|责编|校对|[写来]信|读者")


# Whom nothing but the word itself can tell: 某公司的老板叫什么, 他弟弟是谁.
_BY_RELATION = re.compile(
    r"(?:老板|老板娘|法人|弟弟|哥哥|姐姐|妹妹|儿子|女儿|妻子|夫人|太太|老婆|丈夫|老公|爱人|父亲|母亲|爸爸?|妈妈?|爷爷|奶奶|师父)"
    r"(?:现在)?(?:是谁|叫|是哪[位个]|(?:的)?名字)"
)


def who(sources: Sources) -> Expectation:
    """A person whom the question does not name; of the credits when the paper is asked about."""
    asked, focus = sources.question.asked, sources.focus
    about_paper = _OF_THE_PAPER.search(asked) is not None
    done_by = focus and re.compile(rf"由[^,。]{{2,12}}{re.escape(focus.text)}")

    def names(each: Support) -> list[Span]:
        text, start = each.reading.folded, each.sentence.start
        return [
            Span(at, at + len(name))
            for name in each.reading.voices
            if name not in asked and (at := text.find(name, start, each.sentence.end)) >= 0
        ]

    def suits(each: Support) -> float:
        if each.sentence.kind in _CREDITS or (done_by and done_by.search(each.text)):
            return 1.0
        folded = each.reading.folded
        beside = focus and any(
            folded.startswith(focus.text, span.end) or folded.endswith(focus.text, 0, span.start)
            for span in names(each)
        )
        return 1.0 if beside else 0.0

    by_relation = _BY_RELATION.search(asked) is not None

    def draft(best: Support) -> Draft:
        found = names(best)
        if _is_left_unnamed(asked, best):
            return shown(best, (), 0.0)
        if by_relation and not any(best.shares_clause(each) for each in found):
            return shown(best, tuple(found), 0.0)
        asks = _ASKS_A_NAME.search(asked)
        may_hold = asks is None or may_hold_a_name(
            _around_role(asks["role"] or "", best), sources.snapshot
        )
        unnamed = _UNNAMED if may_hold else 0.0
        return shown(best, tuple(found), 1.0 if found else unnamed)

    return Expectation(
        marks=names,
        suits=suits,
        admits=lambda each: about_paper or each.sentence.kind not in _CREDITS,
        draft=draft,
        typed=True,
    )


# 摔断手腕的选手是谁 is not answered by 一名外籍选手.
_WHOSE_NAME = re.compile(
    r"(?P<role>[\u4e00-\u9fff]{2})(?:到底|究竟|现在)?(?:是(?:谁|哪[位个]|何人|什么人)|叫(?:什么|啥)|姓(?:什么|啥)|"
    r"的?(?:全名|名字|姓名)|怎么称呼)"
)


def _is_left_unnamed(asked: str, each: Support) -> bool:
    """Whether the sentence tells of the one whose name is asked for as of somebody or other."""
    role = _WHOSE_NAME.search(asked)
    if role is None:
        return False
    somebody = re.compile(
        rf"(?:(?<![第后头首])一|[某有另]一?)[名位个家](?:[^,。;:、“”]{{0,10}}?){re.escape(role['role'])}"
    )
    folded, end = each.reading.folded, each.sentence.end
    found = [*somebody.finditer(folded, each.sentence.start, end)]
    return bool(found) and not any(
        folded.startswith(each.reading.names, one.end()) or folded.startswith(",", one.end())
        for one in found
    )


def _around_role(role: str, each: Support) -> str:
    """The clauses that say the role whose name is asked for, or else a word of the question; the
    whole sentence where none does."""
    clauses = re.split("[,;:。]", each.text)
    for said in ((role,), each.words):
        found = [one for one in clauses if any(len(word) > 1 and word in one for word in said)]
        if found:
            return ",".join(found)
    return each.text


def office_holders(sources: Sources) -> Answer | None:
    """Those who hold the office asked for, by place and date; ``None`` when nobody does."""
    question = sources.question
    holders = find_holders(question, sources.words, sources.readings, sources.snapshot)
    others = [
        each
        for each in sources.words
        if each.text not in question.office and not each.exact and each.weight > _TELLING
    ]
    if others and holders:
        holders = _in_the_article_about_them(holders, sources)
    exact = [each.text for each in sources.words if each.exact]
    holders = [each for each in holders if all(word in _said_of(each) for word in exact)]
    seen: dict[tuple[str, str], Holder] = {}
    for each in sorted(holders, key=lambda each: _is_dated(each, question), reverse=True):
        seen.setdefault((each.person.name, bare_place(each.place or "")), each)
    return _name_holders(list(seen.values())[:_MOST_HOLDERS], sources) if seen else None


def _in_the_article_about_them(holders: list[Holder], sources: Sources) -> list[Holder]:
    """Those of the one article that says most of the rest of the question."""
    missing: dict[int, float] = {}
    covered: dict[int, float] = {}
    holding = {each.article for each in holders}
    for each in sources.supports:
        if each.article not in holding:
            continue
        missing[each.article] = min(missing.get(each.article, 1.0), each.missing)
        covered[each.article] = max(covered.get(each.article, 0.0), each.covered)
    if not missing:
        return []
    top = min(missing, key=lambda key: missing[key] - covered[key])
    return [each for each in holders if each.article == top and missing[top] < _TOO_MUCH_MISSING]


def _said_of(holder: Holder) -> str:
    """Everything that may say where an office is."""
    return (
        f"{holder.reading.folded} {fold(holder.reading.article.place or '')} {holder.place or ''}"
    )


def _is_dated(holder: Holder, question: Question) -> tuple[bool, str]:
    return (holder.reading.year in question.years, holder.date or "")


def _name_holders(holders: list[Holder], sources: Sources) -> Answer:
    question = sources.question
    lines = []
    if question.years:
        holders = [each for each in holders if each.reading.year in question.years] or holders
    same_place = len({bare_place(each.place or "") for each in holders}) == 1
    for number, each in enumerate(holders):
        where = "，".join(filter(None, (each.place, each.date or "日期未注明")))
        lead = "另见：" if number and same_place else ""
        lines.append(f"{lead}{_written(each)}（{where}）")
    citations = tuple(cite(each.reading.article, _around(each)) for each in holders)
    return Answer(
        question.text,
        Outcome.FOUND,
        "\n".join(lines),
        citations=citations,
        marks=tuple(dict.fromkeys(map(_written, holders))),
    )


def _written(holder: Holder) -> str:
    """The name as the article writes it."""
    person, text = holder.person, holder.reading.article.text
    length = len(person.name)
    if holder.reading.folded[person.name_start : person.name_start + length] != person.name:
        length += 1  # 吴 锦
    return text[person.name_start : person.name_start + length]


def _around(holder: Holder) -> Span:
    """The clause that says who holds the office."""
    person = holder.person
    sentence = next(
        each for each in holder.reading.sentences if each.start <= person.name_start < each.end
    )
    each = Support(0, holder.reading, sentence, 0, 0, 0, 0, 0, (person.name,))
    mark = Span(person.name_start, person.name_start + len(person.name))
    return clauses(each, (mark,))


def who_is(sources: Sources) -> Answer | None:
    """Who a named person is: the offices that stand with the name, newest first."""
    name = sources.question.topic
    named = re.sub(r"书记|市长|同志|先生|女士", "", name)
    found = [
        Holder(person, key, reading, reading.article.place, False)
        for key, reading in sources.readings.items()
        for person in reading.people
        if person.name in (name, named) and person.roles
    ]
    if not found:
        return None
    found.sort(key=lambda each: each.date or "", reverse=True)
    seen: dict[str, Holder] = {}
    for each in found:
        seen.setdefault(_office_text(each), each)
    chosen = list(seen.items())[:3]
    lines = []
    for text, each in chosen:
        where = "，".join(filter(None, (each.place, each.date or "日期未注明")))
        lines.append(f"{text}（{where}）")
    return Answer(
        sources.question.text,
        Outcome.FOUND,
        "\n".join(lines),
        citations=tuple(cite(each.reading.article, _around(each)) for _, each in chosen),
        marks=tuple(text for text, _ in chosen),
    )


_BEFORE_OFFICE = re.compile(
    r"^.*(?:贯彻落实|根据|由|传达|遭到|听取|采访了|告诉|注意到它的是|会见了?|陪同|受|了|的是|,)"
)


def _office_text(holder: Holder) -> str:
    """市委副书记、市长林继军, verbatim, without the verbs before it."""
    person = holder.person
    said = holder.reading.folded[person.start : person.end]
    opening = _BEFORE_OFFICE.match(said[: person.name_start - person.start])
    start = person.start + (opening.end() if opening else 0)
    return holder.reading.article.text[start : person.end]
