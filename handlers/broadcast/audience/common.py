"""What is wanted most often, one press each."""

from collections.abc import Callable
from datetime import datetime

from forms.specification import Catalogue
from storage.conditions import Conditions, Deed, Did
from storage.roles import Role

INSPECTION = "annual-inspection"
SECRETARIES = (Role.SECRETARY.value,)
Making = Callable[[datetime], Conditions]


def _secretaries(_now: datetime) -> Conditions:
    return Conditions(roles=SECRETARIES)


def _without_inspection(now: datetime) -> Conditions:
    missing = Deed(did=Did.NOT_FILED, subject=INSPECTION, number=now.year)
    return Conditions(roles=SECRETARIES, deeds=(missing,))


def _electing_soon(_now: datetime) -> Conditions:
    return Conditions(roles=SECRETARIES, deeds=(Deed(did=Did.TERM_ENDS, number=12),))


def _leaders(_now: datetime) -> Conditions:
    return Conditions(roles=(Role.LEADER.value,))


def _members(_now: datetime) -> Conditions:
    return Conditions(roles=(Role.MEMBER.value,))


COMMON: tuple[tuple[str, Making], ...] = (
    ("全部学会秘书", _secretaries),
    ("今年没报年检的秘书", _without_inspection),
    ("一年内换届的秘书", _electing_soon),
    ("全部学会负责人", _leaders),
    ("全体会员", _members),
)


def common_for(catalogue: Catalogue) -> list[tuple[int, str, Making]]:
    """Numbered from 1; without the form there is nothing to have missed."""
    return [
        (number, label, making)
        for number, (label, making) in enumerate(COMMON, 1)
        if making is not _without_inspection or INSPECTION in catalogue.forms
    ]
