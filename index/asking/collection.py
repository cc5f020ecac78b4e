"""Questions about the collection: how many articles, which ones, the newest, those that mention X.

question ─ what is wanted, and of which articles ─ cards ─ Answer(found) with a title a line
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from index.answer import Answer, Citation, Outcome
from index.article import Article
from index.asking.quoting import MOST_CHARACTERS, cite
from index.catalog import Card
from index.language.normal import fold
from index.passage import Span, sentences
from index.snapshot import Snapshot

MOST_SHOWN = 5
"""Articles that one answer names."""

_LONGEST_COUNT = 200  # characters of an answer to "how many"
_MOST_COUNTED = 200  # articles that mention a thing; beyond it, "at least"
_MOST_HOLDING = 600  # passages looked through for a mention

_NEWS = (
    r"(?:文章|新闻(?!发布|中心|网|社|办|出版|传媒|客户端|联播|学)|报道|稿子|稿件|资料|消息(?!灵通))"
)
_HOW_MANY = re.compile(
    rf"(?<!哪)(?:几|多少)(?:篇(?:{_NEWS})?|[条个份则]?{_NEWS})|{_NEWS}有?(?:几|多少)[篇条个份则]"
)
_WHICH = re.compile(
    rf"哪几篇(?:{_NEWS})?|哪些篇|(?:哪些|哪几[条个则]|什么|啥)(?:样的)?{_NEWS}(?!说|称|指出)"
    rf"|{_NEWS}(?:都|一共|分别)?(?:有|是|包括)?(?:哪些|哪几篇|哪几条)(?:[篇条个])?(?=[?啊呀呢,。]*$)"
    rf"|{_NEWS}(?:都)?有(?:什么|啥)(?=[?啊呀呢,。]*$)"
    rf"|{_NEWS}的?(?:列表|目录|清单|标题)|(?:列出|列一下|看看|给我).{{0,8}}(?:所有|全部){_NEWS}"
    r"|(?:都)?(?:收录|收)了?(?:哪些|什么|啥)(?:内容|东西)?(?=[?啊呀呢,。]*$)"
)
_ARE_THERE = re.compile(
    rf"有没有.*{_NEWS}|(?:有|收录).*{_NEWS}(?:吗|没有|么|没)[?啊呀呢,。]*$"
    rf"|{_NEWS}(?:里)?有(?:吗|没有|么|没)[?啊呀呢,。]*$"
    r"|^[^,。]{0,8}\d{4}年(?:[一二三四五六七八九十\d]+月)?的有(?:吗|没有|么)[?啊呀呢,。]*$"
)
_ENDS = re.compile(
    rf"最(?P<end>新|近|晚|后|早|老|旧|先)(?:发布|发表|刊登|刊发|收录)?的?(?:[一二两三四五几]?[篇条则]的?{_NEWS}?|{_NEWS})"
    r"|(?<=哪篇)最(?P<which>新|早|老)|^最(?P<alone>新|早)的(?:一[篇条])?(?:是(?:什么|哪篇|哪一篇)|呢)?[?啊呀呢,。]*$"
)
_BARE = re.compile(rf"^[^,。?这那该此]{{2,14}}的{_NEWS}[?。]*$|^{_NEWS}(?:列表|目录)$")
_ONE_ARTICLE = re.compile(
    r"[这那该此][一]?[篇条则]|出自|哪一?篇(?!.{0,4}提到|最)|上一?篇|第[一二三四五六七八九十]+[篇条]"
)

_OF_AN_ARTICLE = re.compile(r"谁写|记者|编辑|作者|审核|几版|哪[家张]|[讲说写]了什么")
_YEAR = re.compile(r"((?:19|20)\d\d)年?")
_MONTH = re.compile(r"(?<=年)(\d{1,2}|[一二三四五六七八九]|十[一二]?)月份?")
_UNDATED = re.compile(
    r"(?:没有?|未|不)(?:注明|写明|标明|写|标|知道)?(?:了|的)?日期|日期(?:不明|未知|不详|未注明)|无日期"
)
_MENTIONS = re.compile(r"(?:提到|提及|提过|说到|写到|讲到|涉及|出现|包含|含有)(?:过|了)?")
_QUOTED = re.compile(r"[“\"「『]([^”\"」』]{1,30})[”\"」』]")
_NOISE = re.compile(
    r"(?:你|您)们?(?:这里|那里|这儿|这边|这)?(?:知道|收录|收集)?|这里|这儿|请问|我想(?:知道|看|问)|想(?:看|知道)|帮我|给我|告诉我"
    r"|哪一?篇|最近|近期|近来|一共|总共|目前|现在|库里|库中|里面|收录|收了|收集|有没有|还有|都有|列出来?|列一下|看看|看一下|所有|全部"
    r"|关于|有关|相关|方面|分别|什么时候|哪一?[天年]|几号|是什么|是哪篇|是哪一篇|标题|目录|列表|清单|发布|发表|刊登|刊发|登|过"
    r"|[都共是有的吗呢啊呀么没了里上中在和与呀]|[\s,.。!?、:;]"
)
_UNITS = "省市县区州镇乡村"


@dataclass(frozen=True, slots=True)
class _Wish:
    """What is asked of the collection.

    :param end: ``"new"`` or ``"old"`` for the newest or the oldest, else ``None``.
    :param topic: what the articles are to be about, folded; empty for all of them.
    :param undated: only those without a date.
    :param phrase: that the articles must contain the topic literally.
    """

    end: str | None
    topic: str
    phrase: bool
    undated: bool
    year: str | None
    month: int | None


def asks_for_articles(asked: str) -> bool:
    """Whether a folded question is about the collection."""
    return _wish(asked) is not None


def about_collection(question: str, snapshot: Snapshot) -> Answer | None:
    """The articles asked for, by title and date; ``None`` for a question about something else."""
    wish = _wish(fold(question).strip())
    if wish is None:
        return None
    cards = list(snapshot.cards)
    wish, cards, by = _of_publisher(wish, cards)
    cards, undated = _of_time(wish, cards)
    spans: dict[int, Span] = {}
    if wish.topic:
        cards, spans = _about(wish, cards, snapshot)
    if not cards:
        return Answer(question, Outcome.UNKNOWN, _none(wish, by, undated))
    return _answer(question, wish, by, cards, spans, snapshot, undated)


def _wish(asked: str) -> _Wish | None:
    """What a folded question wants of the collection; ``None`` when it asks about contents."""
    ends = _ENDS.search(asked)
    if _OF_AN_ARTICLE.search(asked) if ends else _ONE_ARTICLE.search(asked):
        return None
    found = [each for each in (_ENDS, _HOW_MANY, _WHICH, _ARE_THERE, _BARE) if each.search(asked)]
    if not found:
        return None
    end = (ends["end"] or ends["which"] or ends["alone"]) if ends else None
    year, month = _YEAR.search(asked), _MONTH.search(asked)
    quoted = _QUOTED.search(asked)
    return _Wish(
        end and ("old" if end in "早老旧先" else "new"),
        quoted[1] if quoted else _topic(asked),
        bool(quoted or _MENTIONS.search(asked)),
        bool(_UNDATED.search(asked)),
        year[1] if year else None,
        _month(month[1]) if month else None,
    )


def _topic(asked: str) -> str:
    """The question without the words that ask."""
    for pattern in (_ENDS, _HOW_MANY, _WHICH, _MONTH, _YEAR, _MENTIONS, _UNDATED):
        asked = pattern.sub(" ", asked)
    asked = re.sub(_NEWS, " ", asked)
    return " ".join(_NOISE.sub(" ", asked).split())


def _month(text: str) -> int:
    return (
        int(text)
        if text.isdigit()
        else "一二三四五六七八九十".find(text[0])
        + 1
        + ("一二".find(text[1]) + 1 if len(text) > 1 else 0)
    )


def _of_publisher(wish: _Wish, cards: list[Card]) -> tuple[_Wish, list[Card], str | None]:
    """The cards of the paper that the topic names, and the topic without it."""
    papers = {each.publisher for each in cards if each.publisher}
    for paper in sorted(papers, key=len, reverse=True):
        if fold(paper) in wish.topic and not wish.phrase:
            topic = " ".join(wish.topic.replace(fold(paper), " ").split())
            rest = replace(wish, topic=topic)
            return rest, [each for each in cards if each.publisher == paper], paper
    return wish, cards, None


def _of_time(wish: _Wish, cards: list[Card]) -> tuple[list[Card], int]:
    """The cards of the year and month, and how many could not be told for want of a date."""
    if wish.undated:
        return [each for each in cards if each.date is None], 0
    if wish.year is None:
        return cards, 0
    opening = wish.year if wish.month is None else f"{wish.year}-{wish.month:02}"
    undated = sum(1 for each in cards if each.date is None)
    return [each for each in cards if (each.date or "").startswith(opening)], undated


def _about(
    wish: _Wish, cards: list[Card], snapshot: Snapshot
) -> tuple[list[Card], dict[int, Span]]:
    """The cards about the topic, and where the text says it.

    An article is about a place or thing that its place or its title names; only when there is no
    such article is one that merely mentions it.
    """
    if not wish.phrase:
        bare = wish.topic.rstrip(_UNITS) if len(wish.topic) > 2 else wish.topic
        named = [
            each
            for each in cards
            if bare in snapshot.folded_name(each.title)
            or (each.place and bare in snapshot.folded_name(each.place))
        ]
        if named:
            return named, {}
    spans = mentions(wish.topic, snapshot, _MOST_COUNTED)
    titled = {each.id for each in cards if wish.topic in snapshot.folded_name(each.title)}
    return [each for each in cards if each.id in spans or each.id in titled], spans


def mentions(topic: str, snapshot: Snapshot, most: int = MOST_SHOWN) -> dict[int, Span]:
    """Up to ``most`` articles → the sentence of each that holds every word of the topic."""
    words = topic.split()
    tokens = snapshot.words.question_tokens(topic)
    found: dict[int, Span] = {}
    for stored in snapshot.passages(snapshot.keyword.holding(tokens, _MOST_HOLDING)):
        if len(found) == most:
            break
        if stored.article in found:
            continue
        text = snapshot.folded(stored.article)
        for span in stored.passage.sentences:
            if all(each in text[span.start : span.end] for each in words):
                found[stored.article] = span
                break
    return found


def _answer(
    question: str,
    wish: _Wish,
    by: str | None,
    cards: list[Card],
    spans: dict[int, Span],
    snapshot: Snapshot,
    undated: int,
) -> Answer:
    if wish.end:
        cards = _from_the_end(wish.end, cards)
    asked = fold(question)
    most = 1 if wish.end and not re.search(r"[二两三四五几]篇|哪些", asked) else MOST_SHOWN
    longest = _LONGEST_COUNT if _HOW_MANY.search(asked) else MOST_CHARACTERS
    heading = _heading(wish, by, cards, most)
    lines, shown = [heading], list[Card]()
    for number, card in enumerate(cards[:most], 1):
        line = f"{number}. {_line(card)}" if len(cards[:most]) > 1 else _line(card)
        if sum(map(len, lines)) + len(lines) + len(line) > longest:
            break
        lines.append(line)
        shown.append(card)
    return Answer(
        question,
        Outcome.FOUND,
        "\n".join(lines),
        citations=tuple(_citations(shown, spans, snapshot)),
    )


def _from_the_end(end: str, cards: list[Card]) -> list[Card]:
    """Dated cards from the newest or oldest on; undated ones only when there are no others."""
    dated = [each for each in cards if each.date]
    return (dated if end == "new" else dated[::-1]) or cards


def _heading(wish: _Wish, by: str | None, cards: Sequence[Card], most: int) -> str:
    which = _which(wish, by)
    if wish.end:
        word = "最新" if wish.end == "new" else "最早"
        return f"{which}里，按日期{word}的{'一篇' if most == 1 else ''}："
    if wish.topic and len(cards) >= _MOST_COUNTED:
        return f"数了一下，{which}至少{_MOST_COUNTED}篇，较新的有："
    if len(cards) > most:
        return f"数了一下，{which}共{len(cards)}篇，较新的有："
    return f"数了一下，{which}共{len(cards)}篇："


def _which(wish: _Wish, by: str | None) -> str:
    """收录的文章 with the paper, the time and the topic in words."""
    time = f"{wish.year}年" if wish.year else ""
    time += f"{wish.month}月" if wish.year and wish.month else ""
    verb = "提到" if wish.phrase else "关于"
    about = f"{verb}“{wish.topic}”的" if wish.topic else ""
    time += "没有注明日期" if wish.undated else ""
    return f"收录的{by or ''}{time}{'的' if time and not about else ''}{about}文章"


def _line(card: Card) -> str:
    return f"《{card.title}》（{card.date or '日期未注明'}）"


def _none(wish: _Wish, by: str | None, undated: int) -> str:
    note = f"（另有{undated}篇没有注明日期）" if undated else ""
    return f"没有{_which(wish, by).replace('收录的', '收录', 1)}{note}。"


def _citations(
    cards: Sequence[Card], spans: dict[int, Span], snapshot: Snapshot
) -> Iterator[Citation]:
    for card in cards:
        article = snapshot.article(card.id)
        yield cite(article, spans.get(card.id) or headline(article))


def headline(article: Article) -> Span:
    """Where the title stands in the text; the first sentence when it does not stand there."""
    at = article.text.find(article.title)
    if article.title and at >= 0:
        return Span(at, at + len(article.title))
    return sentences(article.text, 0, len(article.text))[0]
