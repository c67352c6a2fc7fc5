"""The world examples are filled in against: one society, one event, one earlier filing."""

from datetime import datetime

from forms import fictional
from forms.filling import Filling
from forms.specification import Catalogue, FormSpec
from forms.world import FactsWorld


def filling_for(form: FormSpec, catalogue: Catalogue, now: datetime) -> Filling:
    """Against a world where the example's society, event and earlier filing are known."""
    return Filling(form=form, policy=catalogue.policy_values, world=world(now))


def world(now: datetime) -> FactsWorld:
    return FactsWorld(
        at=now,
        applicant_id=fictional.APPLICANT,
        societies={fictional.SOCIETY: fictional.society(now.date())},
        states={fictional.FILING: "已备案"},
        open_events={fictional.EVENT: True},
        memberships={(fictional.SOCIETY, fictional.APPLICANT): True},
    )
