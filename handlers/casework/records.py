"""A society's record as forms ask for it: English names of the forms, values as they compare."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from storage.archive import Archive
from storage.members import MemberState

# What a form calls it → what the record calls it.
NAMES = {
    "name": "name",
    "name_full": "name",
    "uscc": "uscc",
    "discipline": "discipline",
    "city": "city",
    "domicile": "address",
    "website": "website",
    "president": "president",
    "secretary_general": "secretary_general",
    "legal_rep": "legal_representative",
    "council_term_no": "term_number",
    "term_start": "term_began",
    "term_years": "term_years",
    "term_end": "term_ends",
    "party_kind": "party_form",
}
DAYS = ("founded_on", "term_start", "term_end", "rating_until")
GONE = (MemberState.LEFT,)


async def record_of(archive: Archive, society_id: str) -> Mapping[str, Any]:
    """Empty for a society that is not on file; what its last profile says stands behind it."""
    society = await archive.societies.get(society_id)
    if society is None:
        return {}
    counts = (await archive.members.counts(society_id)).get(society_id, {})
    profile = await archive.filings.last(society_id, "society-profile")
    version = await archive.versions.last(profile.id) if profile else None
    answers = (
        {name: _said(name, kept) for name, kept in version.answers.items()} if version else {}
    )
    record = {name: society.value(kept) for name, kept in NAMES.items()}
    members = sum(count for state, count in counts.items() if state not in GONE)
    known = {name: value for name, value in record.items() if value is not None}
    return {**answers, "members_total": members or None, **known}


def _said(name: str, kept: Any) -> Any:
    """Days compare as days, not as they are kept."""
    return date.fromisoformat(kept) if name in DAYS and isinstance(kept, str) else kept
