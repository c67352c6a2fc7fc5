"""Two questions by which one field of a member is changed: which, and to what."""

from collections.abc import Callable, Sequence
from typing import Any

from forms.values import Complaint, choice, normalise
from handlers.desk import Desk
from handlers.guide import Draft, Option, Question, always
from handlers.people.fields import COLUMNS, NUMBERS, TITLES, read

CLEAR = "清空"
WHICH = "要改哪一项？"
TO_WHAT = "新的{title}是？"
TAKEN_BACK = "您发来的这条消息会从聊天里收回。"
CLEARING = "要去掉这一项，发「清空」。"


async def ask_value(draft: Draft, _desk: Desk) -> tuple[str, Sequence[Option]]:
    field = draft.get("field")
    hint = COLUMNS[field].hint
    parts = [TO_WHAT.format(title=TITLES[field]), hint and f"（{hint}）"]
    return "".join(filter(None, parts)) + (TAKEN_BACK if field in NUMBERS else ""), ()


async def read_value(said: str, draft: Draft, _desk: Desk) -> Any:
    field = draft.get("field")
    if normalise(said) == CLEAR:
        if field == "name":
            raise Complaint("姓名不能清空。请填写姓名。")
        return None
    kind = COLUMNS[field].kind
    return kind.plain(read(field, said))


def answered(draft: Draft) -> tuple[str, Any]:
    """The field, and its new value as JSON."""
    field = draft.get("field")
    return field, draft.get("number" if field in NUMBERS else "value")


def field_questions(
    fields: Sequence[str], *, relevant: Callable[[Draft], bool] = always, but: Sequence[str] = ()
) -> tuple[Question, ...]:
    """`field`, then `value` or `number`; of the fields in `but` no value is asked."""
    which = choice(*((name, TITLES[name]) for name in fields))

    async def ask(_draft: Draft, _desk: Desk) -> tuple[str, Sequence[Option]]:
        return WHICH, [Option(key=each.key, label=each.label) for each in which.options]

    async def read_field(said: str, _draft: Draft, _desk: Desk) -> str:
        return which.read(said)

    def asks(draft: Draft, *, number: bool) -> bool:
        field = draft.get("field")
        chosen = field is not None and field not in but
        return relevant(draft) and chosen and (field in NUMBERS) is number

    return (
        Question(name="field", ask=ask, read=read_field, relevant=relevant),
        Question(
            name="value",
            ask=ask_value,
            read=read_value,
            hint=CLEARING,
            relevant=lambda draft: asks(draft, number=False),
        ),
        Question(
            name="number",
            ask=ask_value,
            read=read_value,
            hint=CLEARING,
            secret=True,
            relevant=lambda draft: asks(draft, number=True),
        ),
    )
