"""Answers that are several: words of one's own, or some of the choices."""

import re
from dataclasses import dataclass
from typing import Any

from forms.values.choices import Choice
from forms.values.kind import Complaint, Kind, normalise, normalise_lines

# normalise() has turned ，； into , ; already.
SEPARATORS = re.compile(r"[、,;\n]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tags(Kind[tuple[str, ...]]):
    """Words separated by 、，； or lines; said twice is said once; the order is kept."""

    least: int = 0
    most: int = 50
    longest: int = 60

    def read(self, text: str) -> tuple[str, ...]:
        pieces = (piece.strip() for piece in SEPARATORS.split(normalise_lines(text)))
        words = tuple(dict.fromkeys(piece.strip("。") for piece in pieces if piece.strip("。")))
        if not words:
            raise Complaint("没有收到内容。多项请用顿号隔开，例如：甲单位、乙单位。")
        if any(len(word) > self.longest for word in words):
            raise Complaint(f"每一项最多{self.longest}个字。多项请用顿号隔开。")
        _count(len(words), self.least, self.most, "项")
        return words

    def show(self, value: tuple[str, ...]) -> str:
        return "、".join(value)

    def plain(self, value: tuple[str, ...]) -> list[str]:
        return list(value)

    def restore(self, plain: Any) -> tuple[str, ...]:
        return tuple(str(each) for each in plain)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices(Kind[tuple[str, ...]]):
    """Some of several answers, by label, key or number; kept in the order of the choices."""

    choice: Choice
    least: int = 1
    most: int = 99

    def read(self, text: str) -> tuple[str, ...]:
        found = {self.choice.read(piece) for piece in self._pieces(text)}
        if not found:
            raise Complaint(f"请从这些里选，可以选几个：{'、'.join(self.labels[:20])}。")
        _count(len(found), self.least, self.most, "个选项")
        return tuple(each.key for each in self.choice.options if each.key in found)

    def show(self, value: tuple[str, ...]) -> str:
        return "、".join(self.choice.show(key) for key in value)

    def plain(self, value: tuple[str, ...]) -> list[str]:
        return list(value)

    def restore(self, plain: Any) -> tuple[str, ...]:
        return tuple(str(each) for each in plain)

    @property
    def labels(self) -> tuple[str, ...]:
        return self.choice.labels

    def _pieces(self, text: str) -> list[str]:
        """By separators; a piece that is no label, by its blanks."""
        pieces: list[str] = []
        for piece in SEPARATORS.split(normalise_lines(text)):
            pieces += [piece] if self._is_label(piece) else normalise(piece).split()
        return pieces

    def _is_label(self, piece: str) -> bool:
        try:
            self.choice.read(piece)
        except Complaint:
            return False
        return True


def _count(count: int, least: int, most: int, what: str) -> None:
    if count < least:
        raise Complaint(f"至少要{least}{what}，现在是{count}。请补充后再填。")
    if count > most:
        raise Complaint(f"最多{most}{what}，现在是{count}。请减少后再填。")
