"""Lists asked for by a plain count: 提出了哪几点要求 finds the list of “提出三点要求：…”."""

from __future__ import annotations

import re

from index.language.normal import fold
from index.terms.labels import cut_head
from index.terms.numeral import leading_numeral, number
from index.terms.pieces import sentence_start
from index.terms.term_index import Listed, TermIndex, key_of
from index.terms.term_quote import members_of
from index.terms.unnamed import KINDS

_ENOUGH = 0.3  # share of a question that must stand around an announcing count

_ENOUGH_OF_A_KIND = 0.25  # where the list is of the kind that is asked for: 材料, 条件

_GENERAL = ("要求", "事项", "内容", "规定", "措施", "举措", "工作", "意见")  # of a notice, the same

_OPENING = 200  # characters in which an article says whose list it is

_ANNOUNCED = re.compile(
    r"哪(?P<count>几|[二两三四五六七八九十]+|\d+)(?P<measure>大|个方面|方面|个|项|条|点|类|种|步|件|门|座|家|张)"
    r"(?P<head>[\u4e00-\u9fff]{0,8})|"
    r"(?:什么|哪些)(?:具体|主要|新的?|工作)?(?P<noun>" + KINDS + ")|"
    r"(?P<subject>" + KINDS + ")(?:都|分别|具体|主要)*(?:有|是|包括)(?:哪些|什么|啥|哪几[项条点个])"
)


def announced_list(folded: str, index: TermIndex) -> Listed | None:
    """The one list whose announcing words the folded question repeats; ``None`` in doubt."""
    asked = _ANNOUNCED.search(folded)
    if asked is None:
        return None
    kind = asked["noun"] or asked["subject"] or ""
    wanted = cut_head(asked["head"] or "") or kind
    rest = folded[: asked.start()] + folded[asked.end() :]
    fitting = [each for each in index.announced() if _fits(asked, wanted, each)]
    named = [each for each in fitting if kind and each.listing.name.endswith(kind)]
    return nearest_list(rest, fitting, index, _ENOUGH if not named else _ENOUGH_OF_A_KIND)


def nearest_list(
    rest: str, lists: list[Listed], index: TermIndex, enough: float = _ENOUGH
) -> Listed | None:
    """The list around whose announcing words most of ``rest`` stands; ``None`` in doubt.

    :param enough: the share of ``rest`` that must stand there.
    """
    scored = [(_overlap(rest, listed, index), listed) for listed in lists]
    most = max((score for score, _ in scored), default=0.0)
    best = [listed for score, listed in scored if score == most and score > enough]
    return best[0] if len({members_of(each, index) for each in best}) == 1 else None


def _fits(asked: re.Match[str], wanted: str, listed: Listed) -> bool:
    name = key_of(listed.listing.name)
    numeral = leading_numeral(name)
    if not numeral and not name.startswith("几"):
        return asked["count"] in (None, "几") or number(asked["count"]) == listed.listing.count
    counted = asked["count"] not in (None, "几")
    if counted and asked["count"] != numeral and (numeral or not _is_as_long(asked, listed)):
        return False
    tail = name[len(numeral) :]
    measure = asked["measure"]
    if measure and measure not in "条点项个" and not tail.startswith(measure):
        return False
    if measure == "步":
        return tail.startswith("步")
    if tail.endswith(_GENERAL) and wanted.endswith(_GENERAL):
        return True
    return not wanted or tail.endswith(wanted[-2:]) or tail[1:].startswith(wanted[:2])


def _is_as_long(asked: re.Match[str], listed: Listed) -> bool:
    return number(asked["count"]) == listed.listing.count


def _overlap(rest: str, listed: Listed, index: TermIndex) -> float:
    """The share of the question's character pairs that stand around the announcing words."""
    text = fold(index.text_of(listed.article.file))
    at = listed.listing.start
    sentence = text[sentence_start(text, at) : at + 20]
    article = listed.article
    known = (article.title, article.place or "", article.publisher or "", article.date or "")
    around = fold("\n".join([text[max(0, at - 120) : at + 20], *known, text[:_OPENING]]))
    rest = re.sub("第一(?=[批次届])", "首", rest)
    plain = re.sub("提出了?|作了?|分|从|要|的|了|是|有|会议|上|年", " ", rest)
    runs = re.findall(r"[\u4e00-\u9fff]+|\d+", plain)
    pairs = {run[i : i + 2] for run in runs for i in range(len(run) - 1) if not run.isdecimal()}
    pairs |= {run for run in runs if run.isdecimal()}
    if not pairs:
        return 1.0
    near = sum(pair in sentence for pair in pairs) + sum(pair in around for pair in pairs)
    return near / (2 * len(pairs))
