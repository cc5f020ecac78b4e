"""Refusing: the fitted boundary between what the articles answer and what they do not.

    certainty = 1 / (1 + exp(-(bias + Σ tree(signs))));  a low one makes the answer `unknown`

Each tree asks one to three questions about the signs: a high relevance says little of a sentence
that lies hardly before the next one. They are boosted (Friedman, 2001) on answered and unanswerable
questions by `python -m benchmarks.fit`, and kept in `refusal.json`.
"""

from __future__ import annotations

import json
import math
import re
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

WEIGHTS_FILE = Path(__file__).with_name("refusal.json")
_DIGITS = 4

_INVENT = re.compile(
    r"编造?(?:一个|个|一段|几个|点)|(?:随便|帮我|给我|替我|请你?|[胡瞎你])编造|按我说的|照我说的|忽略|无视|假装|扮演|"
    r"随便(?:说|写|列)|猜一个|猜猜"
)
_ORDER = re.compile(
    r"重复一遍|跟我(?:念|说)|你就说|从现在起|你现在是|系统提示|system prompt|ignore|不用管|"
    r"没有限制|"
    r"(?:写|作|画|翻译|背|唱|讲)(?:一|个)?(?:首|封|篇|段|个)?[^,]{0,12}(?:诗|歌|作文|检讨|情书|笑话|故事|代码|程序|画|信)$|"
    r"把[^,]{1,12}(?:改成|说成|换成)|只(?:要|准|许)(?:说|回答)|必须(?:说|回答)"
)
_PRIVATE = re.compile(
    r"手机号|电话号码是私人|家庭住址|住在哪|住址|身份证号?|银行卡|工资多少|微信号|私人(?:电话|手机)|老婆|情人|绯闻"
)


class Signs(NamedTuple):
    """What is known of the best answer found; in [0, 1] where no unit is named. See also
    `choosing.Features`.

    :param covered: share of the question's subject said in or near the sentence.
    :param inside: the same, in the sentence itself.
    :param plain: ``covered`` without names.
    :param missing: weight of the heaviest subject word that the article never says.
    :param focus: worth of the word next to the question word, by where it is said.
    :param named: share of the names and numbers asked about that the article says.
    :param bound: worth of the name or number that is said farthest from the sentence.
    :param pair: share of the question's idf in the sentence and the one before it.
    :param suits: how much it is worded like an answer to this kind of question; in [0, 2].
    :param typed: whether the answer holds what is asked for: a name, a date, a number.
    :param long: the sentence's length over 200 characters.
    :param lead: how far its score lies before that of the next sentence, over 5; 0 without one.
    :param words: how many words of the subject it says, of at most five.
    :param share: of how many there are.
    :param names_only: whether the question names something and says nothing else.
    :param relevance: the cross-encoder's log-odds that the sentence answers, from -8 to 8.
    :param how: whether it asks how; ``how_many``, ``speech``, ``place``: a number, what somebody
        said, where. Some kinds are answered by words of their own more often than others.
    :param second: the relevance of the best other sentence that was read again; 0 without one.
    :param before: how far the relevance lies before that, in log-odds.
    :param reread: how many sentences were read again.
    :param score: of the choice, in its points; ``ahead``: before the next one, of at most nine.
    :param asked: characters of the question; ``subject``: words that it is about.
    :param length: characters of the sentence.
    :param articles: how many ranked near enough to be read.
    """

    covered: float
    inside: float
    plain: float
    missing: float
    focus: float
    named: float
    bound: float
    pair: float
    suits: float
    typed: float
    long: float
    lead: float
    words: float
    share: float
    names_only: float
    relevance: float
    how: float
    how_many: float
    speech: float
    place: float
    second: float
    before: float
    reread: float
    score: float
    ahead: float
    asked: float
    subject: float
    length: float
    articles: float


class Split(NamedTuple):
    """A question of a tree: whether a sign is at most ``border``, and what is asked next.

    :param sign: its number in `Signs`.
    :param below: the tree, or the log-odds, of those that are; ``above``: of the others.
    """

    sign: int
    border: float
    below: Tree
    above: Tree


Tree = Split | float


class Boundary(NamedTuple):
    """The fitted trees."""

    bias: float
    trees: tuple[Tree, ...]

    def certainty(self, signs: Signs) -> float:
        """How surely the articles answer, in (0, 1)."""
        total = self.bias
        for tree in self.trees:
            while isinstance(tree, Split):
                tree = tree.below if signs[tree.sign] <= tree.border else tree.above
            total += tree
        return 1 / (1 + math.exp(-total))


def is_order(asked: str) -> bool:
    """Whether a folded question tells the bot to make something up or to say something.

    >>> is_order("随便编一个六大行动"), is_order("六大行动有哪些")
    (True, False)
    """
    return wants_invention(asked) or _ORDER.search(asked) is not None


def wants_invention(asked: str) -> bool:
    """Whether a folded question wants something made up, be it about what the articles list.

    >>> wants_invention("随便编一个八大工程"), wants_invention("跟我说说八大工程")
    (True, False)
    """
    return _INVENT.search(asked) is not None


def is_private(asked: str) -> bool:
    """Whether a folded question asks for what no paper prints of a person."""
    return _PRIVATE.search(asked) is not None


@cache
def fitted_boundary(file: Path = WEIGHTS_FILE) -> Boundary:
    """The boundary in a file that `save` wrote."""
    stored = json.loads(file.read_text("utf-8"))
    return Boundary(stored["bias"], tuple(map(_tree, stored["trees"])))


def save(boundary: Boundary, file: Path = WEIGHTS_FILE) -> None:
    """Writes the trees, a line each, where `fitted_boundary` reads them.

    A tree is ``[sign, border, below, above]``.
    """
    trees = ",\n".join(json.dumps(_plain(each)) for each in boundary.trees)
    bias = round(boundary.bias, _DIGITS)
    file.write_text(f'{{"bias": {bias}, "trees": [\n{trees}\n]}}\n', "utf-8")
    fitted_boundary.cache_clear()


def _tree(stored: Any) -> Tree:
    if not isinstance(stored, list):
        return float(stored)
    sign, border, below, above = stored
    return Split(Signs._fields.index(sign), border, _tree(below), _tree(above))


def _plain(tree: Tree) -> list[object] | float:
    if not isinstance(tree, Split):
        return round(tree, _DIGITS)
    name, border = Signs._fields[tree.sign], round(tree.border, _DIGITS)
    return [name, border, _plain(tree.below), _plain(tree.above)]
