"""Answers to choose from: by label, by number, or by another word for the same."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from forms.values.kind import Complaint, Kind, normalise
from forms.values.words import Place

CITY_ENDINGS = ("示范区", "地区", "市")
HENAN_CITIES = (
    "郑州", "开封", "洛阳", "平顶山", "安阳", "鹤壁", "新乡", "焦作", "濮阳",
    "许昌", "漯河", "三门峡", "南阳", "商丘", "信阳", "周口", "驻马店", "济源",
)  # fmt: skip
YES = frozenset(("是", "对", "有", "好", "同意", "需要", "y", "yes", "true", "1", "√", "✓", "✔"))
NO = frozenset(
    ("否", "不", "不是", "没有", "无", "不同意", "不需要", "n", "no", "false", "0", "×", "✗", "✘")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Option:
    """One answer: the key that is stored, the label people see, other words for it."""

    key: str
    label: str
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice(Kind[str]):
    """One of several answers; its value is the option's key."""

    options: tuple[Option, ...]
    _keys: MappingProxyType[str, str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        keys: dict[str, str] = {}
        for word, key in self._words():
            keys.setdefault(fold(word), key)  # a label is never taken over by a number
        object.__setattr__(self, "_keys", MappingProxyType(keys))

    def read(self, text: str) -> str:
        key = self._keys.get(fold(text))
        if key is None:
            raise Complaint(f"请从这些里选一个：{'、'.join(self.labels[:20])}。")
        return key

    def show(self, value: str) -> str:
        # A key of an older form may have no label any more.
        return next((each.label for each in self.options if each.key == value), value)

    @property
    def labels(self) -> tuple[str, ...]:
        return tuple(each.label for each in self.options)

    def _words(self) -> Iterator[tuple[str, str]]:
        yield from ((each.label, each.key) for each in self.options)
        yield from ((word, each.key) for each in self.options for word in each.synonyms)
        yield from ((each.key, each.key) for each in self.options)
        yield from ((str(n), each.key) for n, each in enumerate(self.options, 1))


@dataclass(frozen=True, slots=True)
class YesNo(Kind[bool]):
    """是 or 否."""

    def read(self, text: str) -> bool:
        word = fold(text)
        if word not in YES | NO:
            raise Complaint("请回答「是」或「否」。")
        return word in YES

    def show(self, value: bool) -> str:
        return "是" if value else "否"

    @property
    def labels(self) -> tuple[str, ...]:
        return ("是", "否")


def choice(*options: tuple[Any, ...]) -> Choice:
    """`choice(("active", "正常", "在册"), …)`: key, label, synonyms."""
    return Choice(tuple(Option(key, label, tuple(more)) for key, label, *more in options))


def region(cities: Sequence[str] = HENAN_CITIES) -> Choice:
    """A choice of cities by short name: 「郑州」 and 「郑州市」, 「济源」 and 「济源示范区」."""
    return Choice(
        tuple(
            Option(city, city, tuple(bare(city) + ending for ending in ("", *CITY_ENDINGS)))
            for city in cities
        )
    )


@dataclass(frozen=True, slots=True)
class City(Kind[str]):
    """A city: known ones under one name however they are written, others as they are."""

    known: tuple[str, ...] = HENAN_CITIES

    def read(self, text: str) -> str:
        name = Place().read(text)
        short = bare(name)
        if short not in self.known:
            return name
        return f"{short}示范区" if short == "济源" else f"{short}市"


def bare(city: str) -> str:
    """A city's name without what it is; 「市」 alone stays."""
    for ending in CITY_ENDINGS:
        if len(city) > len(ending) + 1 and city.endswith(ending):
            return city.removesuffix(ending)
    return city


def fold(text: str) -> str:
    """What is compared: without blanks, case, and the stop at the end."""
    return normalise(text).casefold().replace(" ", "").rstrip("。.、,;")
