"""Writing what was confirmed."""

from collections.abc import Iterable

from forms.drafts import Draft
from forms.filling import Filling
from forms.proposing.proposals import Proposal, Refused
from forms.values import Complaint


def take(
    filling: Filling, draft: Draft, proposals: Iterable[Proposal]
) -> tuple[Draft, tuple[Refused, ...]]:
    """The draft with them, whatever their order, and those it does not take any more."""
    waiting = list(proposals)
    while waiting:
        refused: list[Refused] = []
        for each in waiting:
            try:
                draft = filling.accept(draft, each.place, each.said).draft
            except Complaint as complaint:
                refused.append(Refused(proposal=each, sentence=complaint.sentence))
        if len(refused) == len(waiting):
            return draft, tuple(refused)
        waiting = [each.proposal for each in refused]
    return draft, ()
