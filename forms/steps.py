"""What comes next for somebody filling in a form."""

from dataclasses import dataclass
from typing import Any, Literal

from forms.drafts import Draft, Place
from forms.specification import FieldSpec

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """A question: the field, the 5th of 23 that are relevant now.

    A repeat group is asked for one more row (`place` is the group itself, `rows` are there);
    a field inside one carries its row, counted from 0. `offered` is an answer to say yes to,
    plain as it is stored; `former` what an older version of the form was answered with.
    """

    place: Place
    field: FieldSpec
    number: int
    total: int
    required: bool
    group: FieldSpec | None = None
    rows: int = 0
    offered: Any = None
    former: Any = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Complaining:
    """An answer that cannot stay as it is (error) or needs a reason (warning)."""

    place: Place
    field: FieldSpec
    sentence: str
    severity: Severity
    number: int
    total: int


@dataclass(frozen=True, slots=True)
class Ready:
    """Everything relevant is answered and nothing is wrong: it may be submitted."""

    total: int


Step = Asking | Complaining | Ready


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """An answer taken in: the draft with it, how it is echoed, what it is warned about."""

    draft: Draft
    shown: str
    warning: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Upgraded:
    """A draft brought to a newer version of its form, and what has to be asked again."""

    draft: Draft
    again: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a summary; what is personal is shown by its last four."""

    number: int
    place: Place
    label: str
    shown: str
    editable: bool
