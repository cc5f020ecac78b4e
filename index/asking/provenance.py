"""Questions about an article's source: which article, which paper, when, which page, by whom.

question ─ what is wanted, of which article ─ credit and masthead blocks ─ Answer(found)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from index.answer import Answer, Citation, Outcome
from index.article import Article, BlockKind
from index.asking.quoting import MOST_CHARACTERS, cite, hits
from index.asking.topic import headline, mentions
from index.language.normal import fold
from index.passage import Span
from index.reading.metadata import iso_date
from index.search.ranking import Ranked, Rarity, rank
from index.snapshot import Snapshot

ENOUGH = 0.5
"""Share of the subject's idf that an article's passage or headings must hold."""

_MOST_ARTICLES = 5
_READ = 10  # passages that vote for an article


class Asked(StrEnum):
    """What of its source an article is asked for."""

    ARTICLE = "article"
    PAPER = "paper"
    DATE = "date"
    PAGE = "page"
    NAMES = "names"


_WHO = (
    r"(?:各自?|分别|都)?(?:是|叫|有|为)?(?:都)?(?:有|是)?(?:谁|哪位|哪几位|哪个|哪些人?|哪几个|什么名字|啥名字|叫什么"
    r"|叫啥|什么人|几个)"
)
_ROLES = {
    "记者": r"记者|报道人员?",
    "通讯员": r"通讯员",
    "编辑": r"(?:责任)?编辑|责编",
    "审核": r"审核|审校|[一二三终初]审|审阅",
    "校对": r"校对",
    "摄影": r"摄影|摄像|图片|拍摄",
    "作者": r"作者|笔者|撰稿人?|执笔人?",
}
_ANY_ROLE = "|".join(_ROLES.values())
_DOES = {
    "编辑": r"(?:谁|哪位|何人)(?:编|编辑|责编)的",
    "审核": r"(?:谁|哪位|何人)(?:[一二三终初]?审|把关|审核|签发)的?",
    "校对": r"(?:谁|哪位|何人)校对?的",
    "摄影": r"(?:谁|哪位|何人)(?:拍|摄影?)的|(?:照片|图片)(?:是)?(?:谁|哪位)",
}
"""How a question asks for who did it, where the article would name the role."""
_ITEM = re.compile(r"[篇条则]|文章|报道|稿|新闻|消息|通讯|评论|讲话|公告|采访|专访|这里|那里")
_WRITTEN = re.compile(
    r"(?:谁|哪位|哪个人?|哪些人)(?:写|报道|采写|撰写|执笔|编辑|审核|采访|编|拍|做|[一二三终初]?审|校对?)(?:的|了|出)?"
)
_PATTERNS = {
    Asked.PAPER: re.compile(
        r"(?:哪一?[家张份个]|什么|啥|哪)(?:报纸|报社|报(?!告|道|名|酬|销)|媒体|网站|电视台|平台|公众号|刊物)(?:上|报道?|登|发|刊)*(?:过|了)?的?"
        r"|(?:公告|通告|通知|文章|报道|文|稿|新闻|消息)(?:是|由|都)?哪一?[个家](?:单位|部门|机构|局)(?:发布?|出|印发)的?"
        r"|来源(?:是|于)?(?:哪里|什么|哪儿|哪|啥)|(?:报纸|媒体)(?:叫|是)(?:什么|啥|哪家|哪个)"
    ),
    Asked.DATE: re.compile(
        r"(?:什么时候|啥时候|哪一?[天年日]|几号|何时|几月几[号日]|什么时间)(?:被|给)?(?:刊?登|发[表布]|刊发|见报|发|报道?|出版|写)(?:出来|出)?的?"
        r"|(?:刊?登|发[表布]|刊发|见报|报道|出版)(?:的)?(?:时间|日期)?(?:是|于|在)?(?:什么时候|啥时候|哪一?[天年日]|几号|何时|什么时间|什么日期|多久)"
        r"|(?:发[表布]|刊登|见报|出版|刊发)的?(?:日期|时间)"
        r"|(?:什么时候|啥时候|哪一?[天年日]|几月几[号日]|几号|何时)的?(?:新闻|报道|报纸|报(?!名|告|考)|文章|稿子|消息)"
    ),
    Asked.PAGE: re.compile(r"第?几版|哪一?个?版面?"),
    Asked.ARTICLE: re.compile(
        r"出自(?:哪|什么)(?:一?[篇条]|里|儿)?(?:文章|报道|新闻)?|(?:哪|什么)一?篇(?:文章|报道|新闻|稿子)?|出处(?:是|在)?(?:哪里|哪|什么)?"
    ),
    Asked.NAMES: re.compile(
        rf"(?:{_ANY_ROLE})(?:[和跟与及、](?:{_ANY_ROLE}))*{_WHO}|(?:谁|哪位)(?:是|当)的?(?:{_ANY_ROLE})"
        rf"|的(?:{_ANY_ROLE})(?:呢)?(?=[?啊呀呢,。 ]*$)"
        rf"|(?:哪位|哪个|哪些|哪几[位个])(?:{_ANY_ROLE})"
    ),
}
_NOISE = re.compile(
    r"[这那该此][一]?[篇条则个次]?(?:文章|报道|稿子|稿件|新闻|消息|通讯|评论|公告|采访|专访)?"
    r"|(?:文章|报道|稿子|稿件|新闻|消息|通讯|采访|专访)(?:里|上|中)?|请问|(?:^|(?<=\s))(?:写|讲|说|报道|介绍)(?=.{2})|关于|出自|来自|登在|刊登|刊发|[是的吗呢啊呀了都篇谁在被于]|[\s,.。!?、:;“”\"]"
)
_END = re.compile(r"最(新|近|早)(?: *一)?")
_YEAR = re.compile(r"(?:19|20)\d\d(?=年)")
_BRACKETED = re.compile(r"[（(]([^()（）]{2,40})[)）]")
_NAME_LINE = re.compile(r"[\u3400-\u9fff·]{1,12}(?:[\s/、]+[\u3400-\u9fff·/]{1,8}){0,8}")


@dataclass(frozen=True, slots=True)
class SourceWish:
    """What is asked of a source.

    :param roles: the roles asked for, as in `_ROLES`; empty for "who wrote it".
    :param subject: what the article is about, folded; empty when the question does not say.
    """

    asked: tuple[Asked, ...]
    roles: tuple[str, ...]
    subject: str


def source_wish(question: str) -> SourceWish | None:
    """What ``question`` asks of a source; ``None`` when it asks what an article says."""
    asked = fold(question).strip()
    found = [kind for kind, pattern in _PATTERNS.items() if pattern.search(asked)]
    written = _WRITTEN.search(asked)
    if written and _ITEM.search(asked) and Asked.NAMES not in found:
        found.append(Asked.NAMES)
    subject = _subject(asked)
    dated = _PATTERNS[Asked.DATE].search(asked)
    of_item = dated and re.search(r"[闻道纸章子息]$|的报$", dated[0])
    rest = _PATTERNS[Asked.DATE].sub("", asked)
    if dated and subject and not (of_item or _ITEM.search(rest)):
        found.remove(Asked.DATE)  # 规划什么时候发布的: an event in the text
    if not found:
        return None
    roles = tuple(
        role
        for role, pattern in _ROLES.items()
        if role != "作者"
        and re.search(rf"{pattern}|{_DOES.get(role, pattern)}", asked)
        and Asked.NAMES in found
    )
    return SourceWish(tuple(found), roles, subject)


def about_source(question: str, snapshot: Snapshot) -> Answer | None:
    """The source asked for; ``None`` for a question about something else."""
    wish = source_wish(question)
    if wish is None or (not wish.subject and wish.asked != (Asked.NAMES,)):
        return None
    if not wish.subject:
        return _by_article(question, wish, snapshot)
    if end := _END.fullmatch(wish.subject):
        return _of_the_end(question, wish, end[1] == "早", snapshot)
    if Asked.ARTICLE in wish.asked and (found := _quoting(question, wish, snapshot)):
        return found
    rarity = Rarity.of(wish.subject, snapshot)
    ranked = rank(wish.subject, rarity, snapshot)
    best = _best(ranked, wish.subject, question, snapshot)
    if best is None:
        return None
    key = best.stored.article
    answer = source_of(question, wish, snapshot.article(key), _sentence(best, rarity))
    return replace(answer, passages=hits(ranked, snapshot))


def _of_the_end(question: str, wish: SourceWish, oldest: bool, snapshot: Snapshot) -> Answer | None:
    """The source of the newest or the oldest article that has a date."""
    dated = [each for each in snapshot.cards if each.date]
    if not dated:
        return None
    article = snapshot.article(dated[-1 if oldest else 0].id)
    return source_of(question, wish, article, None)


def source_of(question: str, wish: SourceWish, article: Article, quoted: Span | None) -> Answer:
    """What ``wish`` asks, of one article.

    :param quoted: the sentence that the question is about, cited for "which article".
    """
    texts: list[str] = []
    citations: list[Citation] = []
    for kind in wish.asked:
        text, spans = _told(kind, wish.roles, article, quoted)
        texts.append(text)
        citations += [cite(article, each) for each in spans]
    if not citations:
        return Answer(question, Outcome.UNKNOWN, "；".join(texts))
    marks = tuple(each.quote for each in citations if each.quote in "；".join(texts))
    return Answer(
        question,
        Outcome.FOUND,
        "；".join(texts)[:MOST_CHARACTERS],
        citations=tuple(citations),
        marks=marks,
    )


def _told(
    kind: Asked, roles: tuple[str, ...], article: Article, quoted: Span | None
) -> tuple[str, list[Span]]:
    """The words for one thing asked, and the spans that prove it; none when it is not said."""
    title = headline(article)
    if kind is Asked.ARTICLE:
        return f"《{article.title}》（{article.date or '日期未注明'}）", [quoted or title]
    if kind is Asked.NAMES:
        spans = names(article, roles)
        if not spans:
            wanted = "、".join(roles) or "作者"
            return f"《{article.title}》没有写明{wanted}。", []
        return " ".join(article.text[each.start : each.end] for each in spans), spans
    if kind is Asked.PAGE:
        page = _page(article)
        return (_slice(article, page), [page]) if page else ("这篇文章没有注明版次。", [])
    if kind is Asked.PAPER:
        if article.publisher is None:
            return "这篇文章没有注明报纸或来源。", []
        return article.publisher, [_about_itself(article, article.publisher) or title]
    if article.date is None:
        return "这篇文章没有注明发表日期。", []
    stamp = _dated(article)
    if stamp is None:
        return f"{article.date}（据文件所记的日期）", [title]
    return _slice(article, stamp), [stamp]


def names(article: Article, roles: tuple[str, ...] = ()) -> list[Span]:
    """Where the text names the people of these roles; without roles, whoever wrote it."""
    wanted = re.compile(
        "|".join(_ROLES[each] for each in roles) or r"记者|作者|文[/图:：]|撰|采访[:：]"
    )
    edges = [*article.blocks[:6], *article.blocks[-4:]]
    spans: list[Span] = []
    for block in edges:
        text = article.slice(block)
        spans += [
            Span(block.start + found.start(1), block.start + found.end(1))
            for found in _BRACKETED.finditer(text)
            if wanted.search(fold(found[1]))
        ]
        about = block.kind in (BlockKind.CREDIT, BlockKind.MASTHEAD, BlockKind.TITLE)
        plain = not _BRACKETED.search(text) and not text.endswith(("?", "？"))
        if about and plain and wanted.search(fold(text)) and len(text) <= 60:
            spans.append(Span(block.start, block.end))
    if not spans and not roles:
        spans = list(_signed(article))
    return [each for at, each in enumerate(spans) if each not in spans[:at]]


def _signed(article: Article) -> Iterator[Span]:
    """A name without a role: a credit line, or in brackets at the very end."""
    for block in article.blocks:
        if (
            block.kind is BlockKind.CREDIT
            and article.byline
            and article.slice(block).strip("□■◎◆()（） ") in article.byline
        ):
            yield Span(block.start, block.end)
    last = article.blocks[-1]
    found = re.search(r"[（(]([^()（）]{2,20})[)）]$", article.slice(last))
    if found and _NAME_LINE.fullmatch(found[1]):
        yield Span(last.start + found.start(1), last.start + found.end(1))


def _by_article(question: str, wish: SourceWish, snapshot: Snapshot) -> Answer | None:
    """The names of every article that states them, newest first, the article with each."""
    lines: list[str] = []
    citations: list[Citation] = []
    known = [each for each in snapshot.cards if each.byline][: 4 * _MOST_ARTICLES]
    for card in known:
        article = snapshot.article(card.id)
        spans = names(article, wish.roles)
        line = f"{_joined(article, spans)}——《{card.title}》（{card.date or '日期未注明'}）"
        if not spans or len("\n".join([*lines, line])) > MOST_CHARACTERS - 30:
            continue
        lines.append(line)
        citations += [cite(article, each) for each in spans]
        if len(lines) == _MOST_ARTICLES:
            break
    if not lines:
        return None
    heading = f"各篇不同，写明的有{len(lines)}篇：\n" if len(lines) > 1 else ""
    return Answer(question, Outcome.FOUND, heading + "\n".join(lines), citations=tuple(citations))


def _quoting(question: str, wish: SourceWish, snapshot: Snapshot) -> Answer | None:
    """The articles that hold the subject word for word."""
    spans = mentions(wish.subject, snapshot, _MOST_ARTICLES)
    cards = [each for each in snapshot.cards if each.id in spans]
    if not cards:
        return None
    lines, citations = [], []
    for card in cards[:_MOST_ARTICLES]:
        article = snapshot.article(card.id)
        lines.append(f"《{card.title}》（{card.date or '日期未注明'}）")
        citations.append(cite(article, spans[card.id]))
    least = "至少" if len(cards) >= _MOST_ARTICLES else ""
    heading = f"{least}有{len(cards)}篇文章提到：\n" if len(cards) > 1 else ""
    return Answer(question, Outcome.FOUND, heading + "\n".join(lines), citations=tuple(citations))


def _best(ranked: list[Ranked], subject: str, question: str, snapshot: Snapshot) -> Ranked | None:
    """The passage whose article is meant: by its headlines and place first, then by its text.

    One of the year that the question names comes before all others.
    """
    year = _YEAR.search(fold(question))
    words = [each for each in snapshot.words.whole(subject) if len(each) > 1]
    worth = [(each, _named(words, each.stored.article, snapshot)) for each in ranked[:_READ]]
    enough = [(each, name) for each, name in worth if max(each.features.covered, name) >= ENOUGH]
    if year:
        of_year = [each for each in enough if _is_of(year[0], _article(each[0], snapshot))]
        enough = of_year or enough
    best = max(
        enough, key=lambda each: each[0].score + each[0].features.covered + each[1], default=None
    )
    return best[0] if best else None


def _article(ranked: Ranked, snapshot: Snapshot) -> Article:
    return snapshot.article(ranked.stored.article)


def _named(words: list[str], key: int, snapshot: Snapshot) -> float:
    """The share of the words' idf, in [0, 1], that the article's headlines and place hold."""
    article = snapshot.article(key)
    titles = [article.slice(each) for each in article.blocks if each.kind is BlockKind.TITLE]
    said = fold(" ".join([article.title, article.place or "", *titles]))
    idf = {each: snapshot.keyword.idf(each) for each in words}
    return sum(idf[each] for each in words if each in said) / (sum(idf.values()) or 1.0)


def _is_of(year: str, article: Article) -> bool:
    """Whether an article was published in the year, or speaks of it when it has no date."""
    return (article.date or "").startswith(year) or (not article.date and year in article.text)


def _sentence(best: Ranked, rarity: Rarity) -> Span:
    """The sentence of the passage that says most of the subject."""
    shares = rarity.share(best.found).tolist()
    at: int = shares.index(max(shares))
    return best.stored.passage.sentences[at]


def _subject(asked: str) -> str:
    for pattern in (*_PATTERNS.values(), _WRITTEN):
        asked = pattern.sub(" ", asked)
    return " ".join(_NOISE.sub(" ", asked).split())


def _page(article: Article) -> Span | None:
    for block in article.blocks:
        found = re.search(r"第?\s*[A-Za-z]?\d{1,3}\s*版|[A-Z]\d{1,3}", article.slice(block))
        if found and block.kind in (BlockKind.MASTHEAD, BlockKind.CREDIT):
            return Span(block.start, block.end)
    return None


def _about_itself(article: Article, words: str) -> Span | None:
    """The masthead or credit line that says ``words``; else where the text says them first."""
    for block in article.blocks:
        if block.kind in (BlockKind.MASTHEAD, BlockKind.CREDIT) and words in article.slice(block):
            return Span(block.start, block.end)
    at = article.text.find(words)
    return Span(at, at + len(words)) if at >= 0 else None


def _dated(article: Article) -> Span | None:
    """The masthead or credit line that gives the article's date."""
    for block in article.blocks:
        if block.kind is not BlockKind.BODY and iso_date(article.slice(block)) == article.date:
            return Span(block.start, block.end)
    return None


def _slice(article: Article, span: Span) -> str:
    return article.text[span.start : span.end]


def _joined(article: Article, spans: list[Span]) -> str:
    return " ".join(_slice(article, each) for each in spans)
