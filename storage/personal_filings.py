"""What the forms office keeps about one person: gathered for them, erased with them.

What was submitted for a society is its record: it stays, without the person. What somebody
applied for themselves stays only where it is on public record, without a name in its title.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, delete, or_, select, update

from storage.engine import Work
from storage.filings import Filings
from storage.objections import Objections
from storage.tables import (
    absences,
    attachments,
    candidates,
    filing_experts,
    filing_moves,
    filing_versions,
    filings,
    people,
    societies,
)

Rows = list[dict[str, Any]]
ABOUT = tuple(filings.c[name] for name in ("form", "workflow", "number", "title"))
SCORE = ("recused_because", "opinion")  # sealed


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnForm:
    """A form people file for themselves: its title, and the states in which it is kept."""

    title: str
    kept: Collection[str]


OwnForms = Mapping[str, OwnForm]
NO_FORMS: OwnForms = {}


async def gather_filings(work: Work, person_id: str) -> dict[str, Rows]:
    """Kind → rows by column name, as `Personal.gather` wants them."""
    return {
        "filings": await _filings(work, person_id),
        "versions": await _versions(work, person_id),
        "moves": await _moves(work, person_id),
        "attachments": await _attachments(work, person_id),
        "scores": await _scores(work, person_id),
        "objections": await _objections(work, person_id),
        "absences": await _absences(work, person_id),
    }


async def erase_filings(work: Work, person_id: str, own: OwnForms) -> int:
    """Drafts and own applications go, and what an expert was asked for and has not scored."""
    waits = and_(filing_experts.c.person_id == person_id, filing_experts.c.scored_at.is_(None))
    await work.run(delete(filing_experts).where(waits))
    gone = await work.run(delete(filings).where(_going(person_id, own)))
    for form, about in own.items():
        kept = and_(filings.c.person_id == person_id, filings.c.form == form)
        await work.run(update(filings).where(kept).values(title=about.title))
    return gone.rowcount


async def going_digests(work: Work, person_id: str, own: OwnForms) -> list[str]:
    """The contents that were attached to filings which will go."""
    rows = await work.run(
        select(attachments.c.digest).join(filings).where(_going(person_id, own)).distinct()
    )
    return list(rows.scalars())


def _going(person_id: str, own: OwnForms) -> ColumnElement[bool]:
    applied = [
        and_(filings.c.form == form, filings.c.state.not_in(list(about.kept)))
        for form, about in own.items()
    ]
    return and_(filings.c.person_id == person_id, or_(filings.c.submitted_at.is_(None), *applied))


async def _rows(work: Work, query: Select[Any]) -> Rows:
    return [dict(row._mapping) for row in await work.run(query)]


async def _filings(work: Work, person_id: str) -> Rows:
    rows = await _rows(
        work,
        select(
            filings.c.id,
            *ABOUT,
            societies.c.name.label("society"),
            filings.c.state,
            filings.c.named.label("fields"),
            filings.c.created_at,
            filings.c.changed_at,
            filings.c.submitted_at,
        )
        .select_from(filings.outerjoin(societies))
        .where(filings.c.person_id == person_id)
        .order_by(filings.c.created_at, filings.c.id),
    )
    for row in rows:
        content = await Filings(work).content(row.pop("id"))
        row["content"] = content and asdict(content)
    return rows


async def _versions(work: Work, person_id: str) -> Rows:
    columns = (filing_versions.c.id, filing_versions.c.number.label("version"))
    rows = await _about(
        work,
        filing_versions,
        person_id,
        (*columns, filing_versions.c.at, filing_versions.c.content),
        filing_versions.c.at,
    )
    for row in rows:
        place = f"filing_versions.content.{row.pop('id')}"
        row["content"] = json.loads(work.vault.open(row["content"], place))
    return rows


async def _moves(work: Work, person_id: str) -> Rows:
    names = ("filing_id", "move", "state", "at", "words", "fields")
    columns = [filing_moves.c[name] for name in (*names, "document_number", "document_date")]
    rows = await _about(work, filing_moves, person_id, columns, filing_moves.c.id)
    for row in rows:
        place, sealed = f"filing_moves.words.{row.pop('filing_id')}", row["words"]
        row["words"] = json.loads(work.vault.open(sealed, place)) if sealed else {}
    return rows


async def _attachments(work: Work, person_id: str) -> Rows:
    columns = [attachments.c[name] for name in ("name", "size", "digest", "added_at")]
    return await _about(work, attachments, person_id, columns, attachments.c.added_at)


async def _about(
    work: Work, table: Any, person_id: str, columns: Sequence[Any], order: Any
) -> Rows:
    """Somebody's rows of a table, each with what says which filing it belongs to."""
    return await _rows(
        work,
        select(*ABOUT, *columns)
        .select_from(filings.join(table, table.c.filing_id == filings.c.id))
        .where(table.c.person_id == person_id)
        .order_by(order),
    )


async def _scores(work: Work, person_id: str) -> Rows:
    """By the number they were scored under: whose they are stays unknown to the expert."""
    names = ("filing_id", "assigned_at", "recused_at", "score", "scored_at", *SCORE)
    rows = await _rows(
        work,
        select(
            filings.c.form,
            candidates.c.number.label("candidate"),
            *(filing_experts.c[name] for name in names),
        )
        .select_from(filing_experts.join(filings).outerjoin(candidates))
        .where(filing_experts.c.person_id == person_id)
        .order_by(filing_experts.c.assigned_at),
    )
    for row in rows:
        filing_id = row.pop("filing_id")
        for name in (name for name in SCORE if row[name]):
            row[name] = work.vault.open(row[name], f"filing_experts.{name}.{filing_id}")
    return rows


async def _objections(work: Work, person_id: str) -> Rows:
    return [asdict(each) for each in await Objections(work).by(person_id)]


async def _absences(work: Work, person_id: str) -> Rows:
    away, deputy = people.alias("away"), people.alias("deputy")
    return await _rows(
        work,
        select(
            away.c.name,
            deputy.c.name.label("deputy"),
            absences.c.since,
            absences.c.until,
        )
        .select_from(
            absences.join(away, away.c.id == absences.c.person_id).join(
                deputy, deputy.c.id == absences.c.deputy_id
            )
        )
        .where(or_(absences.c.person_id == person_id, absences.c.deputy_id == person_id)),
    )
