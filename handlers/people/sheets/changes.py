"""Changes as a chat may show them: from → to, of a person's number the last four digits."""

from datetime import date
from html import escape
from typing import Any

from forms.masking import last_four
from forms.sheets import SheetSpec
from handlers.people.fields import STATES
from handlers.people.importing.plans import Change, Plan
from storage.members import MemberState

NOTHING = "（空）"
LONGEST_VALUE = 30


def changed(spec: SheetSpec, plan: Plan) -> str:
    parts = [_field(spec, change) for change in plan.changes[:4]]
    more = f"等 {len(plan.changes)} 项" if len(plan.changes) > 4 else ""
    return f"• {escape(shortened(plan.name))}：{'；'.join(parts)}{more}"


def _field(spec: SheetSpec, change: Change) -> str:
    title = spec.column(change.field).title
    before, after = (shown(spec, change.field, each) for each in (change.before, change.after))
    return f"{title} {before} → {after}"


def shown(spec: SheetSpec, field: str, value: Any) -> str:
    """For a chat: of a person's number its last four digits."""
    column = spec.column(field)
    if value is None or value == "":
        return NOTHING
    if column.secret:
        return f"尾号{last_four(str(value))}"
    if isinstance(value, MemberState):
        return STATES[value]
    said = column.kind.show(value) if isinstance(value, date) or column.kind.labels else str(value)
    return escape(shortened(said))


def shortened(text: str, most: int = LONGEST_VALUE) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"
