"""Where an answer stands in a form."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where an answer stands: a field, or a field in a row of a repeat group (from 0)."""

    field: str
    row: int | None = None
    inner: str | None = None

    def __str__(self) -> str:
        return ".".join(str(part) for part in self._parts() if part is not None)

    @classmethod
    def parse(cls, text: str) -> "Place":
        name, _, rest = text.partition(".")
        row, _, inner = rest.partition(".")
        return cls(name, int(row) if row else None, inner or None)

    def _parts(self) -> tuple[str | int | None, ...]:
        return (self.field, self.row, self.inner)
