"""What a follow-up is read against: the turns before it, what they were about and cited."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from index.answer import Answer, Citation, Outcome
from index.article import BlockKind
from index.asking.conversation import Turn
from index.asking.dictionary import known_verbs
from index.asking.names import is_person, looks_like_a_name, people
from index.language.normal import fold
from index.language.people import find_people, names_of
from index.language.places import bare_place, find_place, is_place
from index.snapshot import Snapshot

UNITS = "市县区镇乡"
ASKING = re.compile(
    r"(?:分别|具体|一共|总共|到底|究竟|主要)?(?:是|有|叫|为|在|由|都|又|(?<![员谈年大委例集晚论览盛峰])会|要|提出了?|包括)*"
    r"(?:谁|什么(?:时候|地方|原因)|什么|啥|哪|多少|几(?!乎|何|届)|怎么|怎样|如何|为什么|为何|咋|何时|吗$|呢$|多大|多久|多长|多远|干嘛)"
)
TRAIL = re.compile(r"[\s?!。,.~啊呀哈嘛]+$")
HE = re.compile(
    r"(?<![其吉排])[他她](?!们?国|乡|山|日|人)(?:们)?|^[这那]位(?=是|叫|说|讲|在|要求|强调|提)|^(?:[这那]个人|此人|其本人)"
)
_TRAILING = re.compile(r"[的了是有都在被由要说讲请吗呢开,\s]+$")
_SIDE = re.compile(
    r"(?<=.{4})的?总?(?:投资|[租奖押资]金|票价|价格|费用|面积|人口|人数|时间|地[点址]|电话|数量|产值|比分)额?$"
)
_ABOUT_A_PERSON = re.compile(
    r"^(?P<name>[\u3400-\u9fff·]{2,9}?)(?:是谁|是(?:个)?什么人|是(?:干|做))"
)
_TIMES = re.compile(r"(?:19|20)\d\d年?(?:\d{1,2}月|底|初|末)?|去年|今年|前年|上半年|下半年")
ASKS = re.compile(
    r"多少钱?|多大(?:年纪|年龄|岁数)?|几岁|多[久长高远重]|什么时候|哪[里儿个些位年天]?|谁|什么"
)
_THING = re.compile(
    "[赛会队节案桥路村镇乡县市区厂场院校店馆湖河山港车船楼]$|公司|集团|工程|项目|中心"
)
_MODALS = tuple("能要会想可将应该需")
_LONGEST_TERM = 8  # characters; a longer one is a clause
_LONGEST_NAME = 6
_GENERIC_FILE = Path(__file__).with_name("generic_words.txt")


@dataclass(frozen=True, slots=True)
class Try:
    """A question that stands for itself, asked of all articles or of one ``file`` alone."""

    question: str
    file: str | None = None


@dataclass(frozen=True, slots=True)
class Resolved:
    """A question that stands for itself.

    :param carried: what was taken over from earlier turns; ``None`` when nothing was.
    :param answer: the answer, where the last one already holds it.
    :param tries: what to ask in turn until something answers; ``question`` of all articles when
        empty.
    :param otherwise: the answer where none of these is answered.
    :param beyond: what was told already and does not answer once more.
    """

    question: str
    carried: str | None = None
    answer: Answer | None = None
    tries: tuple[Try, ...] = ()
    otherwise: Answer | None = None
    beyond: Answer | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """What a follow-up is read against.

    :param question: the follow-up as it was asked.
    :param asked: the same, folded, without what leads into it and trails after it.
    :param bare: whether nothing led into it: no 那, no 还有.
    :param before: the last question, complete, folded.
    """

    question: str
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

    @property
    def file(self) -> str | None:
        """The article that the last answer with a source cites first; where nothing answered a
        question that stood for itself, the one that ranked best for it."""
        answer = self.turn.answer
        if answer.outcome is Outcome.UNKNOWN and answer.carried is None and answer.passages:
            return answer.passages[0].file
        citations = self.sourced.answer.citations
        return citations[0].file if citations else None

    @property
    def sourced(self) -> Turn:
        """The last turn that cites anything, else the last one."""
        return next((each for each in reversed(self.turns) if each.answer.citations), self.turn)

    @property
    def listed(self) -> Turn:
        """The last turn with a list, else the last one."""
        listed = [each for each in self.turns if each.answer.lists]
        return listed[-1] if listed else self.turns[-1]

    def folded(self, citation: Citation) -> str:
        """The text of the cited article."""
        return self.snapshot.reading_of(citation.file).folded

    def said(self) -> str:
        """All that was said, folded: the last answer with a source, the article that the talk is
        about, and the question before."""
        file = self.file
        text = self.snapshot.reading_of(file).folded if file is not None else ""
        return fold(self.sourced.answer.text) + self.before + text

    def _cites_body(self, turn: Turn) -> bool:
        first = turn.answer.citations[0]
        blocks = self.snapshot.article_of(first.file).blocks
        kinds = (each.kind for each in blocks if each.start <= first.start < each.end)
        return next(kinds, BlockKind.BODY) in (BlockKind.BODY, BlockKind.ITEM)


def last_complete(turns: tuple[Turn, ...], snapshot: Snapshot) -> str:
    """The last question that said what it was about; one that nobody could answer may not."""
    for turn in reversed(turns):
        answer = turn.answer
        complete = answer.carried is None and subject_words(turn.understood, snapshot)
        if answer.outcome is not Outcome.UNKNOWN or complete:
            return turn.understood
    return turns[-1].understood


def topic_of(context: Context) -> str:
    """What the conversation is about: the words before the asking ones of the question that
    began it."""
    turn = _begun(context.turns, context.snapshot)
    if turn.answer.lists:
        term = turn.answer.lists[0].term.strip('“”"')
        # A list found by what is said of it is not what the question was about.
        if len(term) <= _LONGEST_TERM or fold(term) in fold(turn.understood):
            return term
    before = context.before if turn is context.turn else fold(turn.understood).strip()
    return _without_verb(_head(TRAIL.sub("", before)), context.snapshot)


def _without_verb(head: str, snapshot: Snapshot) -> str:
    """夏威夷大火 of 夏威夷大火死: a topic without the short verb that only the question needs."""
    words = [each for each in snapshot.words.segments(head) if each.strip()]
    while len(words) > 1 and len(words[-1]) == 1 and words[-1] in (*known_verbs(), *_MODALS):
        words.pop()
    shorter = "".join(words)
    return shorter if len(shorter) > 1 else head


def _begun(turns: tuple[Turn, ...], snapshot: Snapshot) -> Turn:
    """The last turn that did not merely ask for one more side of what the one before was about."""
    last, earlier = turns[-1], turns[:-1]
    if not earlier or last.answer.lists:
        return last
    begun = _begun(earlier, snapshot)
    understood = fold(last.understood)
    if last.answer.carried is not None:
        topic = _head(TRAIL.sub("", fold(begun.understood).strip()))
        return begun if understood.startswith(topic) else last
    cited = [each.answer.citations[0].file for each in (begun, last) if each.answer.citations]
    same = len(cited) == 2 and cited[0] == cited[1]
    return begun if same and not names_something(understood, snapshot) else last


def _head(question: str) -> str:
    asking = ASKING.search(question)
    head = _TRAILING.sub("", question[: asking.start()]) if asking else question
    if len(head) >= 2:
        return _SIDE.sub("", head)
    rest = " ".join(ASKING.sub(" ", question).split())
    return _TRAILING.sub("", rest.lstrip("的了是")) or question


def within(text: str, snapshot: Snapshot) -> str:
    """``text`` without the place and the time that its article is of anyway."""
    text = _TIMES.sub("", text)
    if place := place_in(text, snapshot):
        text = re.sub(rf"{re.escape(place)}(?:[{UNITS}](?![{UNITS}长委]))?", "", text, count=1)
    return text.lstrip("的")


def person_of(context: Context) -> str | None:
    """Whom 他 means: the one the last question was about, else the one who answers it; where it
    was about nobody, so for the question before."""
    named = _person(context)
    if named is None and len(context.turns) > 1:
        before = TRAIL.sub("", fold(context.turns[-2].understood).strip())
        return person_of(replace(context, before=before, turns=context.turns[:-1]))
    return named


def _person(context: Context) -> str | None:
    snapshot, answer = context.snapshot, context.turn.answer
    told = _told(answer, snapshot)
    if about := _ABOUT_A_PERSON.match(context.before):
        named = about["name"]
        marked = [each for each in told if each in map(fold, answer.marks)]
        described = marked and not any(named in fold(each) for each in answer.marks)
        return marked[0] if described and not looks_like_a_name(named) else named
    asked = named_in(context.before, snapshot) or _named_in_article(context)
    if asked or not re.search(r"谁|哪位|哪个人", context.before):
        return next(iter(asked or _named_first(context) or told), None)
    return next(iter([*told, *asked]), None)


def _named_in_article(context: Context) -> list[str]:
    """The people of the article that the last question names, however foreign."""
    if context.file is None:
        return []
    names = context.snapshot.reading_of(context.file).names
    return [each for each in names if each in context.before]


def _told(answer: Answer, snapshot: Snapshot) -> list[str]:
    """The people that an answer names: those it points out, those with an office, any other."""
    text = fold(answer.text)
    marked = [each for each in answer.marks if is_person(fold(each), snapshot)]
    titled = sorted(names_of(text, find_people(text)), key=text.find)
    return [*sorted(marked, key=text.find), *titled, *people(text, snapshot)]


def _named_first(context: Context) -> list[str]:
    """康九成 in 康九成哪年…, a name that is cut apart everywhere, or of any shape where the cited
    article has it."""
    topic = topic_of(context)
    if context.snapshot.words.is_in_dictionary(topic) or _THING.search(topic):
        return []
    cited = context.turn.answer.citations[:1]
    known = len(topic) <= _LONGEST_NAME and any(topic in context.folded(each) for each in cited)
    return [topic] if looks_like_a_name(topic) or known else []


def place_in(text: str, snapshot: Snapshot) -> str | None:
    """The place that a question names, without its unit."""
    named = [each for each in snapshot.places if len(each) > 1 and each in text]
    if named:
        return bare_place(max(named, key=len))
    if found := find_place(text):
        return bare_place(found)
    for size in (2, 3):
        if len(text) > size and is_town(text[:size], snapshot):
            return text[:size]
    return None


def place_alone(text: str, snapshot: Snapshot) -> str | None:
    """``text`` without its unit, when it is the name of a place and nothing more."""
    if text in snapshot.places or is_place(text) or is_town(text, snapshot):
        return bare_place(text)
    return None


def is_town(text: str, snapshot: Snapshot) -> bool:
    """Whether the articles write a short name with 市 or 县 behind it."""
    ordinary = snapshot.words.is_in_dictionary(text) and not is_place(text)
    return (
        2 <= len(text) <= 3
        and not ordinary
        and any(is_called(text, unit, snapshot) for unit in UNITS)
    )


def is_called(place: str, unit: str, snapshot: Snapshot) -> bool:
    """Whether the articles write ``unit`` behind ``place``."""
    pairs = [place[-2:], place[-1] + unit]
    found = snapshot.passages(snapshot.keyword.holding(pairs, 3))
    return any(place + unit in snapshot.folded(each.article) for each in found)


def subject_words(asked: str, snapshot: Snapshot) -> list[str]:
    """The words that say what a question is about."""
    return [
        each
        for each in snapshot.words.question_words(ASKS.sub(" ", asked))
        if not (
            each in _generic() or snapshot.words.is_question_word(each) or ASKING.fullmatch(each)
        )
    ]


def named_in(asked: str, snapshot: Snapshot) -> list[str]:
    """The people that a question names; none made up of words that ask."""
    return people(ASKS.sub(" ", asked), snapshot)


def names_something(asked: str, snapshot: Snapshot) -> bool:
    """Whether a question names a person, a place, a term or a number, or quotes something."""
    asked = ASKS.sub(" ", asked)
    return (
        bool(re.search(r"[“\"《]|\d{2,}", asked))
        or bool(named_in(asked, snapshot))
        or place_in(asked, snapshot) is not None
        or snapshot.terms.find(asked) is not None
    )


@cache
def _generic() -> frozenset[str]:
    lines = _GENERIC_FILE.read_text("utf-8").splitlines()
    return frozenset(word for line in lines if line[:1] != "#" for word in line.split())
