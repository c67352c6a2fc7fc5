"""Guided: taking a filing back."""

from html import escape

from forms.values import Text
from handlers.desk import Desk, Reply
from handlers.filing.mine.withdrawing import GUIDE, Withdrawing
from handlers.guide import Draft, Guide, question

WHY = "为什么要撤？写一两句就行，办理的人会看到。"
REASON = Text(least=2, most=200, lines=True)


def guides(withdrawing: Withdrawing) -> tuple[Guide, ...]:
    async def finish(draft: Draft, desk: Desk) -> Reply:
        return await withdrawing.withdraw(desk, draft.facts["id"], draft.get("reason") or "")

    async def summary(draft: Draft, _desk: Desk) -> str:
        title, label = escape(draft.facts["title"]), escape(draft.facts["label"])
        said = draft.get("reason")
        reason = f"\n原因：{escape(said)}" if said else ""
        return f"{label}「{title}」{reason}\n{label}以后不再办理，确定吗？"

    return (
        Guide(
            name=GUIDE,
            title="撤回申报",
            questions=(
                question("reason", WHY, REASON, relevant=lambda draft: draft.facts["needed"]),
            ),
            summary=summary,
            finish=finish,
        ),
    )
