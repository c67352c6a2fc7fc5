"""Extracts and readings as JSON: through the wall of the sandbox, and into rows."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from knowledge.notice import Source
from knowledge.reading.reading import Act, Claimed, Due, Extract, Reading, Remark, Remarked

DAYS = ("issued", "effective", "expires")


def packed(what: Extract | Reading) -> dict[str, Any]:
    """Days as ISO; everything else is JSON already."""
    facts = asdict(what)
    for name in DAYS:
        if facts.get(name):
            facts[name] = facts[name].isoformat()
    for due in facts.get("dues", ()):
        due["day"] = due["day"].isoformat()
    return facts


def unpacked_extract(facts: Mapping[str, Any]) -> Extract:
    return Extract(**{**facts, **_shared(facts), "scanned": tuple(facts["scanned"])})


def unpacked_reading(facts: Mapping[str, Any]) -> Reading:
    days = {name: date.fromisoformat(facts[name]) for name in DAYS if facts.get(name)}
    own = {
        "kind": Source(facts["kind"]),
        "attachments": tuple(facts["attachments"]),
        "dues": tuple(
            Due(**{**each, "day": date.fromisoformat(each["day"])}) for each in facts["dues"]
        ),
        "claims": tuple(Claimed(**{**each, "act": Act(each["act"])}) for each in facts["claims"]),
    }
    return Reading(**{**facts, **_shared(facts), **days, **own})


def unpacked_remarks(remarks: Iterable[Mapping[str, Any]]) -> tuple[Remarked, ...]:
    return tuple(Remarked(**{**each, "remark": Remark(each["remark"])}) for each in remarks)


def _shared(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "headings": tuple((start, level) for start, level in facts["headings"]),
        "pages": tuple(facts["pages"]),
        "remarks": unpacked_remarks(facts["remarks"]),
    }
