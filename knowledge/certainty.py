"""How sure an answer is: is the matter at hand at all, and does the quote answer the question?

Two small logistic models over a few signs. The weights were fitted with a ridge on
questions with and without an answer and cross-validated (bench/fit_certainty.py); never change
one by hand.
"""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from knowledge.questions import SCAFFOLD
from knowledge.words import packed

# A question in the negative is seldom answered by a sentence that denies nothing.
NEGATIVE = re.compile("不(?!同|仅|断|少|久|足|等)|没有?|未(?!来)|无(?!论|线)|非(?!常|洲)|禁止")
# 「能不能」「有没有」 ask, they deny nothing.
WHETHER = re.compile(r"(.)[不没]\1")
# Words that turn a sentence into its opposite: what is asked has one, the quote only the other.
OPPOSITES = tuple(
    (tuple(one.split()), tuple(other.split()))
    for one, other in (
        ("增加 上升 提高 增长 扩大", "减少 下降 降低 缩小"),
        ("之前 以前", "之后 以后"),
        ("开始 成立 建立 设立", "结束 终止 解散 撤销 注销"),
        ("支持 赞成 允许 鼓励", "反对 拒绝 禁止 限制"),
        ("最大", "最小"),
        ("最多 最高 最长", "最少 最低 最短"),
        ("最早 第一", "最后 最近 最新"),
        ("进口", "出口"),
        ("省内 境内 国内", "省外 境外 国外"),
        ("男性", "女性"),
        ("上半年", "下半年"),
    )
)
SIGN = re.compile(r"[一-鿿]|[a-z]+|\d+")
COMMON = frozenset(
    "的是了在有和与为什么哪谁何多少几个怎样如何吗呢以被对从到由于中上下这那其一种些及"
)
LONG = 100  # characters of a quote
MOST_OPPOSED = 2
# A quote that denies something as well may deny just what is asked about.
NEITHER_WAY = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """What tells whether a quote answers.

    `nearest` is the relevance of the nearest passage, `rare` how seldom the words of the
    question stand in the notices (1: none of them does), `together` how well they stand together
    in one passage.
    """

    nearest: float
    rare: float
    together: float
    relevance: float
    coverage: float
    characters: float
    negative: float
    opposed: float
    met: float
    length: float


Weights = Mapping[str, float]
BY_MEANING: Weights = {
    "bias": -3.062,
    "nearest": 0.836,
    "relevance": 1.22,
    "negative": -1.925,
    "opposed": -1.038,
    "met": 1.291,
    "length": 0.504,
}
BY_WORDS: Weights = {
    "bias": -1.66,
    "coverage": 0.396,
    "characters": 0.734,
    "negative": -0.983,
    "opposed": -1.617,
    "met": 1.082,
    "length": 0.171,
}
AT_HAND: Weights = {
    "bias": 1.34,
    "nearest": 2.889,
    "rare": -5.963,
    "together": 2.883,
}


def likely(signs: Signs, *, by_meaning: bool) -> float:
    """How likely the quote answers, where the matter is at hand."""
    return logistic(BY_MEANING if by_meaning else BY_WORDS, signs)


def at_hand(signs: Signs, *, by_meaning: bool) -> float:
    """How likely the question is about something that stands in the notices."""
    # By words alone a question in other words cannot be told from a stranger's.
    return logistic(AT_HAND, signs) if by_meaning else 1.0


def logistic(weights: Weights, signs: Signs) -> float:
    """Between 0 and 1."""
    values = {"bias": 1.0, **asdict(signs)}
    return 1 / (1 + math.exp(-sum(weight * values[name] for name, weight in weights.items())))


def opposed(question: str, quote: str) -> int:
    """How many words of the question stand in the quote only as their opposites."""
    count = 0
    for pair in OPPOSITES:
        for one, other in (pair, pair[::-1]):
            asked = any(word in question for word in one)
            said = any(word in quote for word in one)
            count += asked and not said and any(word in quote for word in other)
    return count


def denies(text: str) -> bool:
    """Whether something is said in the negative."""
    return NEGATIVE.search(WHETHER.sub(r"\1", text)) is not None


def characters_met(question: str, quote: str) -> float:
    """Which part of the telling characters (words, numbers) stands in the quote."""
    own = [sign for sign in SIGN.findall(SCAFFOLD.sub("|", question)) if sign not in COMMON]
    return sum(sign in quote for sign in own) / len(own) if own else 0.0


def signs_of(
    texts: tuple[str, str],
    *,
    nearest: float,
    rare: float,
    together: float,
    relevance: float,
    coverage: float,
    met: bool,
) -> Signs:
    """All signs of (a question, a quote)."""
    asked, said = map(packed, texts)
    return Signs(
        nearest=nearest,
        rare=rare,
        together=together,
        relevance=relevance,
        coverage=coverage,
        characters=characters_met(asked, said),
        negative=(NEITHER_WAY if denies(said) else 1.0) if denies(asked) else 0.0,
        opposed=float(min(opposed(asked, said), MOST_OPPOSED)),
        met=float(met),
        length=min(len(said) / LONG, 2.0),
    )


def risk_coverage(
    certainties: Sequence[float], right: Sequence[bool]
) -> list[tuple[float, float]]:
    """(share answered, share of those that are wrong), from the surest answer to all of them."""
    order = sorted(range(len(right)), key=lambda i: -certainties[i])
    points, wrong = [], 0
    for count, place in enumerate(order, start=1):
        wrong += not right[place]
        points.append((count / len(order), wrong / count))
    return points


def auroc(positive: Sequence[float], negative: Sequence[float]) -> float:
    """How often a positive stands above a negative; ties count half."""
    pairs = len(positive) * len(negative)
    above = sum((p > n) + 0.5 * (p == n) for p in positive for n in negative)
    return above / pairs if pairs else 0.5
