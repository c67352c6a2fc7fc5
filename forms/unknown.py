"""What cannot be known yet: a value of its own, by Kleene's three-valued logic."""

from enum import Enum
from typing import Any, Final, Literal


class _Unknown(Enum):
    UNKNOWN = "unknown"

    def __bool__(self) -> bool:
        # Neither true nor false: whoever asks has forgotten the third case.
        raise TypeError("unknown is neither true nor false")

    def __repr__(self) -> str:
        return "UNKNOWN"


Unknown = Literal[_Unknown.UNKNOWN]
UNKNOWN: Final = _Unknown.UNKNOWN


def is_true(value: Any) -> bool:
    return value is not UNKNOWN and bool(value)


def is_false(value: Any) -> bool:
    return value is not UNKNOWN and not value


def known(value: Any) -> Any:
    """None, from a record without an entry, is unknown."""
    return UNKNOWN if value is None else value
