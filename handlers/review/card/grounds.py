"""What a form's rules rest on: figures with their basis, and what the notices say."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

import structlog

from forms.specification import FormSpec, PolicyParameter
from handlers.casework.case import Case
from handlers.desk import Desk
from handlers.readers import reader_for
from knowledge.library import Library
from knowledge.notice import Citation, Tier

log = structlog.get_logger()
PATIENCE_SECONDS = 1.5
MOST_FIGURES, MOST_CITED = 3, 2


def figures(case: Case) -> tuple[PolicyParameter, ...]:
    """Those the present state and the form's rules use, in this order."""
    names: list[str] = [case.state.within] if case.state.within else []
    names += sorted(case.form.due.policy) if case.form.due else []
    for field in (inner for each in case.form.fields for inner in (each, *each.fields)):
        names += [name for _, rule in field.expressions() for name in sorted(rule.policy)]
    known = case.policy.parameters
    return tuple(known[name] for name in dict.fromkeys(names) if name in known)[:MOST_FIGURES]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """The library, asked about a form; a card never waits for it long, nor fails for it."""

    library: Library | None = None

    async def cited(self, desk: Desk, form: FormSpec) -> Sequence[Citation]:
        """Only what it is sure to have something to do with it."""
        if self.library is None:
            return ()
        try:
            reader = await reader_for(desk.archive, desk.person, desk.now.date())
            asked = self.library.ask(_asked(form), reader)
            found = await asyncio.wait_for(asked, PATIENCE_SECONDS)
        except Exception as error:  # noqa: BLE001 - whatever is wrong with it is not the card's
            log.warning("grounds not found", form=form.id, error=type(error).__name__)
            return ()
        return () if found.tier is Tier.NOT_FOUND else found.citations[:MOST_CITED]


def _asked(form: FormSpec) -> str:
    """「论坛活动报告 一会一报」: a title without its brackets."""
    return form.title.replace("（", " ").replace("）", "").strip()
