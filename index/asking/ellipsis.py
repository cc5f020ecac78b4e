"""Ellipsis: questions that leave out what they are about, completed with the topic of the talk.

为什么 · 判了几年 · 有人受伤吗 · 结果呢 · 跟去年比呢 · 那副县长怎么说
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from index.asking import continuation, further
from index.asking.context import (
    ASKING,
    HE,
    TRAIL,
    Context,
    Resolved,
    Try,
    names_something,
    subject_words,
    topic_of,
    within,
)
from index.asking.dictionary import known_verbs
from index.language.normal import fold
from index.snapshot import Snapshot

IDENTIFIES = re.compile(r"(?:是|叫|由|有)(?:谁|什么|啥|哪)")
_ONE = re.compile(r"^(?:[一两每]|平均每)[个件支张斤次条位只套亩户本盒瓶吨辆台天月年人间碗份](?=.)")
WHILE = re.compile(r"^[^,]{1,6}?(?:的时候|时)(?=.)")
_REASON = re.compile("为什么|为何|为啥|咋会|怎么会|原因|凭什么")
_OUTCOME = re.compile(
    r"^(?:(?:最后|最终|后来)的?)?(?:结果|结局|后来|最后|最终)(?:呢|是?(?:怎么样|怎样|如何|什么)了?|咋样了?|怎么了)?$"
)
_AGAINST_BEFORE = re.compile(
    r"^(?:跟|和|与|同|比)(?:去年|上一?年|前一?年|以前|上一?[届次])(?:同期|全年)?(?:相?比)?(?:怎么样|如何|呢|多了吗|少了吗|有变化吗)?$"
)
_BY_ANOTHER = re.compile(
    r"^(?P<who>[^,]{2,8}?)(?:又|是)?(?:怎么|咋|如何)(?:说|看|讲|回应|答复|回答|解释|表示)(?:的|了)?$"
)
_LONGEST_ALIKE = 4  # characters
_MOST_OF_AN_ASPECT = 6  # characters of 租金多少, 报名费多少
# What can be asked at any time: a list by its name, an office.
_ASKED_AT_ANY_TIME = re.compile(
    r"[一二两三四五六七八九十]+(?:大|个|项|条|种)[\u3400-\u9fff]{2}|“|"
    r"[一二两三四五六七八九十][\u3400-\u9fff]{1,2}[一二两三四五六七八九十][\u3400-\u9fff]|"
    r"书记|[省市县区州镇乡]长"
)
MOST_LEANING = 4  # characters of the words of a question that means the last article
_MOST_MEANT = 10  # of one that may mean it
_MOST_ELLIPTIC = 10  # characters of the words of a question that leaves its subject out


def parallel(context: Context) -> Resolved | None:
    """南区什么时候 behind 北区什么时候停水: the question that began it, of another like it."""
    asking = ASKING.search(context.asked)
    if asking is None or asking.end() != len(context.asked):
        return None
    other, snapshot = context.asked[: asking.start()], context.snapshot
    for turn in reversed(context.turns):
        before = TRAIL.sub("", fold(turn.understood).strip())
        same = ASKING.search(before)
        if same is None or same[0] != asking[0] or not 2 <= len(other) <= _LONGEST_ALIKE:
            continue
        alike = [
            each
            for each in snapshot.words.segments(before[: same.start()])
            if len(each) == len(other) and each[-1] == other[-1] and each != other
        ]
        if alike:
            standalone = before.replace(alike[0], other, 1)
            return Resolved(
                standalone, standalone, tries=(Try(standalone), Try(standalone, context.file))
            )
    return None


def elliptic(context: Context) -> Resolved | None:
    """A question without a subject: 为什么, 谁主持的, 多少钱一支, 判了几年."""
    asking = ASKING.search(context.asked)
    if asking is None or names_something(context.asked, context.snapshot):
        return None
    before = context.asked[: asking.start()]
    words = subject_words(context.asked, context.snapshot)
    if sum(map(len, words)) > _MOST_ELLIPTIC:
        return None
    said = context.said()
    known = all(each in said for each in words)
    # A noun in front of 是谁 or 是什么 is a subject: 印尼总统是谁 stands for itself.
    if subject_words(before, context.snapshot) and not _begins_with_a_verb(
        before, context.snapshot
    ):
        aspect = not IDENTIFIES.match(context.asked, asking.start())
        if not (aspect and known and sum(map(len, words)) <= _MOST_OF_AN_ASPECT):
            return None
    bare_verb = asking.start() == 0 and all(each in known_verbs() for each in words)
    if context.bare and not known and not bare_verb:
        return None
    resolved = completed(context, context.asked)
    wants_more = _REASON.search(context.asked) is not None
    return replace(resolved, beyond=context.sourced.answer) if wants_more else resolved


def outcome(context: Context) -> Resolved | None:
    """结果呢: how it ended, by the article or by what it tells next."""
    if not _OUTCOME.match(context.asked) or context.file is None:
        return None
    resolved = completed(context, "结果怎么样")
    whole = Try(f"{context.before}结果怎么样", context.file)
    following = continuation.go_on(context.asked, context.sourced, context.snapshot)
    return replace(
        resolved,
        tries=(whole, *resolved.tries),
        otherwise=following,
        beyond=context.sourced.answer,
    )


def against_before(context: Context) -> Resolved | None:
    """跟去年比呢: by how much it has changed."""
    if not _AGAINST_BEFORE.match(context.asked) or context.file is None:
        return None
    return completed(context, "比上年增长了多少")


def by_another(context: Context) -> Resolved | None:
    """那副县长怎么说: what another says in the same article."""
    found = _BY_ANOTHER.match(context.asked)
    if not found or context.file is None or found["who"] not in context.said():
        return None
    about = f"{topic_of(context)}{found['who']}怎么说"
    answer = further.words_of(
        context.asked, found["who"], context.file, context.sourced, context.snapshot
    )
    return Resolved(about, about, answer, (Try(about),))


def leaning(context: Context) -> Resolved | None:
    """有人受伤吗, 塌了以后还修吗: what nobody could answer without knowing what was talked of. The
    article of the last answer comes first where hardly anything is said, last where more is."""
    if context.file is None or names_something(context.asked, context.snapshot):
        return None
    if HE.search(context.asked) or _ASKED_AT_ANY_TIME.search(context.asked):
        return None
    words, said = subject_words(context.asked, context.snapshot), context.said()
    size = len(set("".join(words)))
    if size > MOST_LEANING and not _is_mostly_said(words, said):
        return None
    if size > _MOST_MEANT:
        return None
    about = completed(context, context.asked)
    inside = [each for each in about.tries if each.file is not None]
    inside.insert(0, Try(context.asked, context.file))
    alone = Try(context.question)
    tries = (*inside, alone) if size <= MOST_LEANING else (alone, *inside)
    return replace(about, tries=tries, beyond=context.sourced.answer)


def _is_mostly_said(words: Sequence[str], said: str) -> bool:
    """Whether a text says at least half of some words, or of what they are made of."""
    known = {each for word in words if word in said for each in word}
    return 2 * len(known) >= len(set("".join(words)))


def completed(context: Context, rest: str) -> Resolved:
    """``rest`` about the topic of the last question, its article first."""
    topic = topic_of(context)
    standalone = f"{topic}{rest}"
    if context.file is None:
        return Resolved(standalone, standalone)
    topic, core = within(topic, context.snapshot), WHILE.sub("", rest)
    tries = [Try(topic + rest, context.file), Try(rest, context.file)]
    tries += [Try(topic + core, context.file)] if core != rest else []
    said, words = context.said(), subject_words(rest, context.snapshot)
    known = not words or any(each in said for each in words)
    tries = [*tries, Try(standalone)] if known else [Try(rest, context.file)]
    return Resolved(standalone, standalone, tries=tuple(tries))


def _begins_with_a_verb(text: str, snapshot: Snapshot) -> bool:
    text = _ONE.sub("", text)
    first = next((each for each in snapshot.words.segments(text) if each.strip()), "")
    return first in known_verbs()
