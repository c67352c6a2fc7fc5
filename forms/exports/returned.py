"""What came back in a form's workbook, as plain as a sandbox's wall demands."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from forms.drafts import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """What is wrong with one answer, in a Chinese sentence.

    The place has no field where the form has no such question.
    """

    place: Place
    label: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """Answers as they are said in a chat, by place; plain text, so that JSON takes it."""

    said: Mapping[Place, str] = field(repr=False)
    mistakes: tuple[Mistake, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """A file that turned out to be a form; `version` is 0 where nothing says which."""

    form: str
    version: int
    filled: Filled


def packed(filled: Filled) -> dict[str, Any]:
    """As JSON takes it across a sandbox's wall."""
    return {
        "said": {str(place): said for place, said in filled.said.items()},
        "mistakes": [(str(each.place), each.label, each.sentence) for each in filled.mistakes],
    }


def unpacked(plain: Mapping[str, Any]) -> Filled:
    return Filled(
        said={Place.parse(place): said for place, said in plain["said"].items()},
        mistakes=tuple(
            Mistake(place=Place.parse(place), label=label, sentence=sentence)
            for place, label, sentence in plain["mistakes"]
        ),
    )
