"""Refusing: the fitted boundary between what the articles answer and what they do not.

    certainty = 1 / (1 + exp(-(bias + Σ weight · sign)));  a low one makes the answer `unknown`

The weights are in `refusal.json`; `fit` makes them from answered and unanswerable questions.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np

WEIGHTS_FILE = Path(__file__).with_name("refusal.json")

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
    """What is known of the best answer found; each in [0, 1]. See also `choosing.Features`.

    :param covered: share of the question's subject said in or near the sentence.
    :param inside: the same, in the sentence itself.
    :param plain: ``covered`` without names.
    :param missing: weight of the heaviest subject word that the article never says.
    :param focus: worth of the word next to the question word, by where it is said.
    :param named: share of the names and numbers asked about that the article says.
    :param bound: worth of the name or number that is said farthest from the sentence.
    :param pair: share of the question's idf in the sentence and the one before it.
    :param suits: how much it is worded like an answer to this kind of question.
    :param typed: whether the answer holds what is asked for: a name, a date, a number.
    :param long: the sentence's length over 200 characters.
    :param lead: how far its score lies before that of the next sentence, over 5; 0 without one.
    :param words: how many words of the subject it says, of at most five.
    :param share: of how many there are.
    :param names_only: whether the question names something and says nothing else.
    :param relevance: the cross-encoder's log-odds that the sentence answers, from -8 to 8.
    :param how: whether it asks how; ``how_many``, ``speech``, ``place``: a number, what somebody
        said, where. Some kinds are answered by words of their own more often than others.
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


class Boundary(NamedTuple):
    """The fitted weights."""

    bias: float
    signs: Signs

    def certainty(self, signs: Signs) -> float:
        """How surely the articles answer, in (0, 1)."""
        total = self.bias + sum(
            weight * sign for weight, sign in zip(self.signs, signs, strict=True)
        )
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
def fitted_boundary() -> Boundary:
    """The boundary in `refusal.json`."""
    stored = json.loads(WEIGHTS_FILE.read_text("utf-8"))
    return Boundary(stored["bias"], Signs(**stored["weights"]))


def fit(
    answered: Sequence[Signs], unanswerable: Sequence[Signs], strength: float = 1.0
) -> Boundary:
    """The logistic boundary between the two, both sides of equal weight.

    :param strength: of the pull of the weights towards zero.
    :raises ValueError: one of the sides is empty.
    """
    if not answered or not unanswerable:
        raise ValueError(f"{len(answered)} answered and {len(unanswerable)} unanswerable questions")
    signs = np.array([*answered, *unanswerable])
    inputs = np.hstack([signs, np.ones((len(signs), 1))])
    wanted = np.array([1.0] * len(answered) + [0.0] * len(unanswerable))
    share = np.where(wanted > 0, 0.5 / len(answered), 0.5 / len(unanswerable)) * len(signs)
    weights = np.zeros(inputs.shape[1])
    pull = np.diag([strength] * (inputs.shape[1] - 1) + [1e-6])
    for _ in range(50):  # Newton's method; the loss is convex
        certainty = 1 / (1 + np.exp(-inputs @ weights))
        gradient = inputs.T @ (share * (certainty - wanted)) + pull @ weights
        curvature = (inputs.T * (share * certainty * (1 - certainty))) @ inputs + pull
        weights -= np.linalg.solve(curvature, gradient)
    return Boundary(float(weights[-1]), Signs(*map(float, weights[:-1])))


def save(boundary: Boundary, file: Path = WEIGHTS_FILE) -> None:
    """Writes the weights, rounded to three places, where `fitted_boundary` reads them."""
    stored = {
        "bias": round(boundary.bias, 3),
        "weights": {name: round(value, 3) for name, value in boundary.signs._asdict().items()},
    }
    file.write_text(json.dumps(stored, indent=2) + "\n", "utf-8")
