"""Several things chosen in one answer: by their numbers, or by their names."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from forms.values import Complaint, normalise
from handlers.guide import Option

BETWEEN = re.compile(r"[、，,;；。\s]+")
NO_NUMBER = "没有第{number}个。请发列出来的号，例如：1、3。"
NOTHING = "没有找到「{word}」。请发列出来的号（例如：1、3），或者发完整的名称。"
SEVERAL = "「{word}」有好几个：{names}。请发完整的名称，或者发号。"
EMPTY = "现在没有可以选的。不选了，发「取消」。"
SHOWN = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """`value` is kept, `name` is what it is called, `many` how many people it means."""

    value: str
    name: str
    many: int | None = None

    @property
    def key(self) -> str:
        """Short enough for a button, whatever the value."""
        return sha256(self.value.encode()).hexdigest()[:12]

    @property
    def label(self) -> str:
        return self.name if self.many is None else f"{self.name}（{self.many}人）"


def offered(choices: Sequence[Choice]) -> list[Option]:
    return [Option(key=each.key, label=each.label) for each in choices[:SHOWN]]


def picked(said: str, choices: Sequence[Choice]) -> list[str]:
    """The values that are meant, each once; raises Complaint for what is none of them."""
    pressed = [each.value for each in choices if each.key == said]
    if pressed:
        return pressed
    if not choices:
        raise Complaint(EMPTY)
    whole = normalise(said)
    if exact := [each.value for each in choices if each.name == whole]:
        return exact
    words = [word for word in BETWEEN.split(whole) if word]
    found = [_one(word, choices) for word in words]
    if not found:
        raise Complaint(NOTHING.format(word=whole[:20]))
    return list(dict.fromkeys(found))


def _one(word: str, choices: Sequence[Choice]) -> str:
    if word.isdecimal():
        number = int(word) if len(word) < 4 else 0
        if not 1 <= number <= min(len(choices), SHOWN):
            raise Complaint(NO_NUMBER.format(number=word[:6]))
        return choices[number - 1].value
    fitting = [each for each in choices if each.name == word]
    fitting = fitting or [each for each in choices if word in each.name]
    if not fitting:
        raise Complaint(NOTHING.format(word=word[:20]))
    if len(fitting) > 1:
        names = "、".join(each.name for each in fitting[:4])
        raise Complaint(SEVERAL.format(word=word[:20], names=names))
    return fitting[0].value
