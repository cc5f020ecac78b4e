"""Follow-ups: a question completed from the conversation so that it stands for itself.

question, last turn ─ rewritten question | answer straight from the last answer

A question that can stand for itself is left as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from index.answer import Answer, Citation, Outcome
from index.article import BlockKind
from index.asking import continuation
from index.asking.collection import asks_for_articles
from index.asking.conversation import Conversation, Turn
from index.asking.names import is_person, looks_like_a_name, people
from index.asking.provenance import Asked, SourceWish, source_of, source_wish
from index.language.normal import fold
from index.language.places import bare_place, find_place, is_place
from index.passage import Span
from index.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Resolved:
    """A question that stands for itself.

    :param carried: what was taken over from earlier turns; ``None`` when nothing was.
    :param answer: the answer, where the last one already holds it.
    :param file: the article to look in again, where ``question`` finds nothing anywhere.
    :param shorter: what to ask of that article alone, which need not be told its subject in full.
    """

    question: str
    carried: str | None = None
    answer: Answer | None = None
    file: str | None = None
    shorter: str = ""


@dataclass(frozen=True, slots=True)
class _Context:
    """What a follow-up is read against.

    :param asked: the follow-up, folded, without what leads into it and trails after it.
    :param before: the last question, complete, folded.
    """

    asked: str
    bare: bool
    before: str
    turns: tuple[Turn, ...]
    snapshot: Snapshot

    @property
    def turn(self) -> Turn:
        """The turn before."""
        return self.turns[-1]

    @property
    def cited(self) -> Turn:
        """The last turn that cites the body of an article, else one that cites anything."""
        cited = [each for each in self.turns if each.answer.citations]
        told = [each for each in cited if self._cites_body(each)]
        return (told or cited or list(self.turns))[-1]

    def _cites_body(self, turn: Turn) -> bool:
        first = turn.answer.citations[0]
        blocks = self.snapshot.article_of(first.file).blocks
        kinds = (each.kind for each in blocks if each.start <= first.start < each.end)
        return next(kinds, BlockKind.BODY) in (BlockKind.BODY, BlockKind.ITEM)

    def folded(self, citation: Citation) -> str:
        """The text of the cited article."""
        return fold(self.snapshot.article_of(citation.file).text)

    @property
    def listed(self) -> Turn:
        """The last turn with a list, else the last one."""
        listed = [each for each in self.turns if each.answer.lists]
        return listed[-1] if listed else self.turns[-1]


_LEAD = re.compile(
    r"^(?:(?:嗯|哦|噢|好的?|行|然后|那么|那|请问|再问一下|还想问|另外|麻烦)[,，。\s]*)+(?![个些里边儿天年次时场])"
)
_TRAIL = re.compile(r"[\s?!。,.~啊呀哈嘛]+$")
_ASKING = re.compile(
    r"(?:分别|具体|一共|总共|到底|究竟|主要)?(?:是|有|叫|为|在|由|都|又|会|要|提出了?|包括)*"
    r"(?:谁|什么(?:时候|地方|原因)|什么|啥|哪|多少|几(?!乎|何|届)|怎么|怎样|如何|为什么|为何|咋|何时|吗$|呢$|多大|多久|多长|多远|干嘛)"
)
_TRAILING = re.compile(r"[的了是有都在被由要会说讲请吗呢开,\s]+$")

_NUMERAL = "一二三四五六七八九十"
_NTH = re.compile(
    rf"^(?:把)?(?:第(?P<n>[{_NUMERAL}\d]{{1,3}})(?:[个条项点件步种类](?:方面|内容|要求|建议|任务|措施)?|(?=呢?$|是))"
    r"|(?P<last>最后(?:一)?[个条项点]))(?P<rest>.*)$"
)
_NTH_ARTICLE = re.compile(rf"^第(?P<n>[{_NUMERAL}\d]{{1,2}})篇(?P<rest>.*)$")
_TELL = (
    r"(?:请|能|能不能|可以|麻烦)?(?:你)?(?:再|给我)?(?:展开|详细|具体|仔细|细|多|深入|继续)(?:地|点|些|一点|一些|一下)?"
    r"(?:讲讲|说说|谈谈|介绍|讲|说|谈|聊聊)?(?:一下|下|点|些|它)?(?:吗|吧|呢|看)?"
)
_GO_ON = re.compile(
    rf"^(?:{_TELL}|(?:讲|说)(?:得)?(?:详细|具体|清楚|细)(?:点|些|一点|一些)|然后呢|接着呢|后面呢)$"
)
_MORE = re.compile(
    r"^(?:还有|有没有)?(?:别的|其他的?|其它的?|更多的?)?(?:内容|报道|消息)?(?:还有)?(?:别的|其他的?|更多)?(?:什么|哪些|没有)?(?:吗|呢|么)?$"
)
_WHEN = re.compile(
    r"^(?:这|那)?(?:是|都是|具体是?|具体在)?(?:在)?(?:什么时候|啥时候|哪一?天|几号|哪一?年|何时|几月几号|什么时间|时间|哪年哪月)(?:是)?"
    r"(?:的)?(?:事情?|时候|开会?|发生|召开|举行|说|讲|提出?|什么)?(?:的)?(?:呢)?$"
)
_BEFORE = re.compile(
    r"^(?:(?P<before>上一?[次回场个]|前一?[次回场]|之前(?:的)?(?:那|一)?[次回场]?|更早(?:的)?|再早(?:的)?|再往前)"
    r"|(?P<after>下一?[次回场]|后一?[次回场]|之后(?:的)?(?:那|一)?[次回场]))(?P<rest>.*)$"
)
_SOURCE = re.compile(
    r"^(?:原文|出处|来源|原话|依据)(?:在哪里?|是什么|是哪里|呢)?$|^(?:这|你)?(?:是)?(?:从|在)?哪(?:里|儿)(?:来|看到|看|说|写|登|报道)(?:的)?$"
)
_WRITTEN = re.compile(r"^(?:是)?(?:谁|哪位)(?:写|报道|采写|撰写)的$")
_INSTEAD = re.compile(r"^(?P<other>[^,。?]{1,14}?)(?:的|又)?(?P<how>呢|怎么样|如何)$")
_HE = re.compile(
    r"(?<![其吉排])[他她](?!们?国|乡|山|日|人)(?:们)?|^[这那]位(?=是|叫|说|讲|在|要求|强调|提)|^(?:[这那]个人|此人|其本人)"
)
_THERE = re.compile(r"^(?:那里|那边|那儿|这里|当地|该[市县区省镇村])")
_THIS = re.compile(
    r"^(?:它们?|这(?:一)?[个些项次场件份种条篇]?|该|此|那(?:一)?[个些次场件项])(?:会议?|活动|工程|计划|行动|政策|产业|数字|事情?|事件|项目|案子|比赛|人)?"
)
_UNITS = "市县区镇乡"
_TOWN = re.compile(r"^([\u4e00-\u9fff]{2,3}?)(?=[市县区镇乡])")
_AT_THE_TIME = re.compile(r"^在?(?:会上|会议上|当时|现场|文中|文章[里中]|报道[里中])")
_STILL = re.compile(r"还|其他|别的")

_YEAR = re.compile(r"(?:19|20)\d\d年?|去年|今年|前年|上半年|下半年|[一二三四]季度")
_COUNTED = re.compile(r"多少(?:人次?|元|钱|亿元?|万元?|公里|米|吨|亩|项|个|家|名|次)")
_TIME = re.compile(
    r"^(?:(?:19|20)\d\d年?(?:\d{1,2}月|[一二三四五六七八九十]{1,2}月)?|去年|今年|前年|上半年|下半年|[一二三四]季度)(?:的|份)?$"
)
_ROLE = re.compile(
    r"(?:[省市县区镇乡州](?:委))?(?:副|代)?(?:书记|秘书长|市长|县长|区长|省长|镇长|乡长|局长|厅长|主任|部长|州长|主席|校长|院长|社长|总编)"
    r"|主持人?|记者|编辑|审核|通讯员|队长|主?教练|法官|董事长|总经理|负责人"
)
_TERM = re.compile(
    r"(?<!第)[“\"]?(?:[一二两三四五六七八九十]+(?:大|个|项|条|种|类)?[\u3400-\u9fff]{1,4}|\d\+\d)[”\"]?"
)
_MOST_GENERIC = 4  # characters of an elliptic question that the last answer may explain
_GENERIC_FILE = Path(__file__).with_name("generic_words.txt")


def resolve(question: str, conversation: Conversation | None, snapshot: Snapshot) -> Resolved:
    """``question`` completed from the conversation, or as it is when it stands for itself."""
    turns = conversation.turns if conversation is not None else ()
    if not turns:
        return Resolved(question)
    folded = _TRAIL.sub("", fold(question).strip())
    asked = _LEAD.sub("", folded, count=1)
    before = _TRAIL.sub("", fold(_last_complete(turns, snapshot)).strip())
    context = _Context(asked, asked == folded, before, turns, snapshot)
    for station in _STATIONS:
        resolved = station(context)
        if resolved is not None:
            return resolved
    return Resolved(question)


def _last_complete(turns: tuple[Turn, ...], snapshot: Snapshot) -> str:
    """The last question that said what it was about; one that nobody could answer may not."""
    for turn in reversed(turns):
        if turn.answer.outcome is not Outcome.UNKNOWN or _subject_words(turn.understood, snapshot):
            return turn.understood
    return turns[-1].understood


def _nth(context: _Context) -> Resolved | None:
    found = _NTH.match(context.asked)
    if not found:
        return None
    topic = topic_of(context)
    position = -1 if found["last"] else _number(found["n"])
    if position == 0:
        return None
    answer = continuation.nth(context.asked, position, context.listed, context.snapshot)
    if answer is None:
        standalone = f"{topic}的{context.asked}"
        return Resolved(standalone, standalone)
    which = "最后一项" if position < 0 else f"第{position}项"
    return Resolved(context.before, f"{topic}的{which}", answer)


def _nth_article(context: _Context) -> Resolved | None:
    """第二篇说了什么: one of the articles that the last answer named."""
    found = _NTH_ARTICLE.match(context.asked)
    named = [each for each in context.turns if asks_for_articles(fold(each.understood))]
    if not found or not named:
        return None
    files = list(dict.fromkeys(each.file for each in named[-1].answer.citations))
    position = _number(found["n"])
    if not 0 < position <= len(files):
        return None
    article = context.snapshot.article_of(files[position - 1])
    wish = source_wish(found["rest"])
    if wish is None and _WHEN.match(found["rest"]):
        wish = SourceWish((Asked.DATE,), (), "")
    if wish is not None:
        answer = source_of(context.asked, wish, article, None)
    else:
        answer = continuation.opening(context.asked, article)
    return Resolved(article.title, f"第{position}篇《{article.title}》", answer)


def _source(context: _Context) -> Resolved | None:
    wish = source_wish(context.asked)
    if wish is None and _SOURCE.match(context.asked):
        wish = SourceWish((Asked.ARTICLE,), (), "")
    if wish is None and _WRITTEN.match(context.asked):
        wish = SourceWish((Asked.NAMES,), (), "")
    citations = context.cited.answer.citations
    if wish is None or not citations or not _is_generic(wish.subject, context):
        return None
    if wish.asked[0] is not Asked.ARTICLE:
        wish = replace(wish, asked=tuple(a for a in wish.asked if a is not Asked.ARTICLE))
    article = context.snapshot.article_of(citations[0].file)
    quoted = Span(citations[0].start, citations[0].end)
    answer = source_of(context.asked, wish, article, quoted)
    return Resolved(context.before, context.before, answer)


def _when(context: _Context) -> Resolved | None:
    if not _WHEN.match(context.asked):
        return None
    answer = continuation.when(context.asked, context.cited, context.snapshot)
    if answer is None:
        return _completed(context, "是什么时候")
    return Resolved(context.before, context.before, answer)


def _before(context: _Context) -> Resolved | None:
    found = _BEFORE.match(context.asked)
    if not found or not context.cited.answer.citations:
        return None
    words = (
        [
            each
            for each in context.snapshot.words.question_words(
                re.sub(r"呢|的|是", "", found["rest"])
            )
            if each not in ("开会", "开", "会", "会议", "召开", "举行")
        ]
        if found["rest"].strip("呢的")
        else []
    )
    cited = context.cited.answer.citations[0]
    later = bool(found["after"])
    answer = continuation.earlier(context.asked, words, later, context.cited, context.snapshot)
    if answer is None:
        return None
    side = "之后" if later else "之前"
    carried = f"{cited.place or ''}{cited.date}{side}的一次"
    title = answer.citations[0].title if answer.citations else context.before
    return Resolved(title, carried, answer)


def _more(context: _Context) -> Resolved | None:
    if len(context.asked) < 2 or not _MORE.match(context.asked):
        return None
    if context.turn.answer.outcome is Outcome.UNKNOWN:
        return Resolved(context.before, context.before, _no_more(context))
    answer = continuation.more(context.before, context.before, context.turns, context.snapshot)
    return Resolved(context.before, context.before, answer or _no_more(context))


def _no_more(context: _Context) -> Answer:
    return Answer(context.asked, Outcome.UNKNOWN, "文章里没有找到更多的了。")


def _go_on(context: _Context) -> Resolved | None:
    if not _GO_ON.match(context.asked):
        return None
    answer = continuation.go_on(context.asked, context.cited, context.snapshot)
    return Resolved(context.before, context.before, answer) if answer else None


def _instead(context: _Context) -> Resolved | None:
    """那钟祥呢: the last question with one thing exchanged."""
    found = _INSTEAD.match(context.asked)
    if found and (asks_for_articles(context.asked) or (context.bare and found["how"] != "呢")):
        return None
    other = found["other"] if found else context.asked
    if not found and (context.bare or len(other) > 8 or _ASKING.search(other)):
        return None
    if _ASKING.search(other) or _HE.search(other) or _THIS.match(other):
        return None
    standalone = exchange(context.before, other, context.snapshot)
    return Resolved(standalone, standalone) if standalone else None


def exchange(before: str, other: str, snapshot: Snapshot) -> str | None:
    """``before`` with ``other`` in the place of what is of the same kind.

    >>> exchange("洪湖市长是谁", "副市长", snapshot)
    '洪湖副市长是谁'
    """
    other = other.removesuffix("的") if not _TIME.match(other) else other
    if _TIME.match(other):
        time = other.removesuffix("的")
        if asks_for_articles(before):
            return f"{time}的文章有哪些"
        if _YEAR.search(before):
            return _YEAR.sub(time, before, count=1)
        return f"{time}的{before}"
    place, old = _place(other, snapshot), _place_in(before, snapshot)
    if place is not None and asks_for_articles(before):
        return f"{place}的文章有哪些"
    if place is not None:
        return _moved(before, old, place, snapshot) if old else f"{place}的{before}"
    asking = _ASKING.search(before)
    for kind in (_ROLE, _TERM):
        same = kind.search(before, 0, asking.start() if asking else len(before))
        if kind.fullmatch(other) and same:
            return before[: same.start()] + other + before[same.end() :]
    if _ROLE.fullmatch(other):
        return f"{_kept(before, other, snapshot)}{other}是谁"
    if is_person(other, snapshot):
        named = people(before, snapshot)
        return before.replace(named[0], other, 1) if named else other + _question_of(before)
    if like := _alike(before, other, snapshot):
        return before.replace(like, other, 1)
    return _kept(before, other, snapshot) + other + _question_of(before)


def _he(context: _Context) -> Resolved | None:
    """他 as the person that the last question or answer was about."""
    found = _HE.search(context.asked)
    if not found or people(context.asked, context.snapshot):
        return None
    person = _person(context)
    if person is None:
        return None
    asked = _AT_THE_TIME.sub("", context.asked[found.end() :])
    standalone = context.asked[: found.start()] + person + asked
    answer = None
    if _STILL.search(context.asked):
        answer = continuation.more(standalone, person, context.turns, context.snapshot)
        answer = answer or _no_more(context)
    return Resolved(standalone, standalone, answer)


def _person(context: _Context) -> str | None:
    """Whom a pronoun means: the one named by the answer to "who", else the one asked about."""
    answer = context.turn.answer
    asked = people(context.before, context.snapshot) or _named_first(context)
    marked = [each for each in answer.marks if is_person(each, context.snapshot)]
    told = people(answer.text, context.snapshot)
    first = marked + told if re.search(r"谁|哪位", context.before) else asked + marked + told
    return next(iter([*first, *asked]), None)


def _named_first(context: _Context) -> list[str]:
    """康九成 in 康九成哪年…, a name that is cut apart everywhere but has the shape of one."""
    topic = topic_of(context)
    ordinary = context.snapshot.words.is_in_dictionary(topic)
    return [topic] if looks_like_a_name(topic) and not ordinary else []


def _there(context: _Context) -> Resolved | None:
    found = _THERE.match(context.asked)
    if not found:
        return None
    place = _place_in(context.before, context.snapshot)
    citations = context.turn.answer.citations
    if place is None and citations:
        place = citations[0].place
    if place is None:
        return None
    standalone = place + context.asked[found.end() :]
    return Resolved(standalone, standalone)


def _this(context: _Context) -> Resolved | None:
    found = _THIS.match(context.asked)
    if not found or found.end() == len(context.asked):
        return None
    return _completed(context, context.asked[found.end() :])


def _elliptic(context: _Context) -> Resolved | None:
    """A question without a subject: 为什么, 谁主持的, 多少钱一支."""
    asking = _ASKING.search(context.asked)
    if asking is None:
        return None
    # A noun in front of 是谁 or 是什么 is a subject: 印尼总统是谁 stands for itself.
    before = context.asked[: asking.start()]
    if not _subject_words(before, context.snapshot) and _is_generic(context.asked, context):
        return _completed(context, context.asked)
    return None


def _completed(context: _Context, rest: str) -> Resolved:
    topic = topic_of(context)
    standalone = f"{topic}{rest}"
    citations = context.turn.answer.citations
    if not citations:
        return Resolved(standalone, standalone)
    known = context.snapshot.words.is_in_dictionary
    noun = next((topic[-size:] for size in (2, 3, 4) if known(topic[-size:])), "")
    return Resolved(standalone, standalone, file=citations[0].file, shorter=noun + rest)


_STATIONS: tuple[Callable[[_Context], Resolved | None], ...] = (
    _nth_article,
    _nth,
    _before,
    _when,
    _source,
    _go_on,
    _more,
    _he,
    _there,
    _instead,
    _this,
    _elliptic,
)


def topic_of(context: _Context) -> str:
    """What the last question was about: its words before the asking ones."""
    answer = context.turn.answer
    if answer.lists:
        return answer.lists[0].term.strip('“”"')
    asking = _ASKING.search(context.before)
    head = _TRAILING.sub("", context.before[: asking.start()]) if asking else context.before
    if len(head) >= 2:
        return head
    rest = " ".join(_ASKING.sub(" ", context.before).split())
    return _TRAILING.sub("", rest.lstrip("的了是")) or context.before


def _question_of(before: str) -> str:
    """How the last question asked: 是多少, 有哪些."""
    asking = _ASKING.search(before)
    return _COUNTED.sub("多少", before[asking.start() :]) if asking else ""


def _kept(before: str, other: str, snapshot: Snapshot) -> str:
    """The place and the time of the last question, which still hold."""
    place, time = _place_in(before, snapshot), _YEAR.search(before)
    return (place or "") + (time[0] if time and not _YEAR.search(other) else "")


def _alike(before: str, other: str, snapshot: Snapshot) -> str | None:
    """The part of ``before`` that ends or begins like ``other``: 首班车 for 末班车."""
    size = len(other)
    for word in snapshot.words.segments(before):
        if len(word) == size and word[-1] == other[-1] and word != other:
            return word
    for same in range(size - 1, 1, -1):
        at = before.find(other[-same:])
        if at >= size - same:
            return before[at - (size - same) : at + same]
    return None


def _is_generic(asked: str, context: _Context) -> bool:
    """Whether nothing in it says what it is about, beyond what the last answer speaks of."""
    words = _subject_words(asked, context.snapshot)
    if not words:
        return True
    if sum(map(len, words)) > _MOST_GENERIC or re.search(r"[“\"《]|\d{2,}", asked):
        return False
    if people(asked, context.snapshot) or _place_in(asked, context.snapshot):
        return False
    said = fold(context.turn.answer.text) + context.before
    said += "".join(map(context.folded, context.turn.answer.citations[:1]))
    return all(each in said for each in words)


def _subject_words(asked: str, snapshot: Snapshot) -> list[str]:
    """The words that say what a question is about."""
    return [
        each
        for each in snapshot.words.question_words(asked)
        if not (
            each in _generic() or snapshot.words.is_question_word(each) or _ASKING.fullmatch(each)
        )
    ]


@cache
def _generic() -> frozenset[str]:
    lines = _GENERIC_FILE.read_text("utf-8").splitlines()
    return frozenset(word for line in lines if line[:1] != "#" for word in line.split())


def _place(text: str, snapshot: Snapshot) -> str | None:
    """``text`` without its unit, when it is the name of a place and nothing more."""
    if text in snapshot.places or is_place(text) or _is_town(text, snapshot):
        return bare_place(text)
    return None


def _moved(before: str, old: str, place: str, snapshot: Snapshot) -> str:
    """``before`` about another place: 临河县长 for 望山市长 when 临河 is a 县."""
    at = before.index(old)
    end = at + len(old)
    unit = before[end : end + 1]
    if unit and unit in _UNITS and not _is_called(place, unit, snapshot):
        other = next((each for each in _UNITS if _is_called(place, each, snapshot)), unit)
        return before[:at] + place + other + before[end + 1 :]
    return before[:at] + place + before[end:]


def _is_called(place: str, unit: str, snapshot: Snapshot) -> bool:
    return bool(snapshot.keyword.holding([place[-2:], place[-1] + unit], 1))


def _is_town(text: str, snapshot: Snapshot) -> bool:
    """Whether the articles write a short name with 市 or 县 behind it."""
    return 2 <= len(text) <= 3 and any(_is_called(text, unit, snapshot) for unit in _UNITS)


def _place_in(text: str, snapshot: Snapshot) -> str | None:
    """The place that a question names, without its unit."""
    named = [each for each in snapshot.places if len(each) > 1 and each in text]
    if named:
        return bare_place(max(named, key=len))
    if found := find_place(text):
        return bare_place(found)
    shaped = _TOWN.match(text)
    return shaped[1] if shaped and _is_town(shaped[1], snapshot) else None


def _number(text: str) -> int:
    if text.isdigit():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    return (_NUMERAL.find(tens) + 1 if tens else 1) * 10 * bool(ten) + (
        _NUMERAL.find(ones) + 1 if ones else 0
    )
