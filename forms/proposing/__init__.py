"""One message that fills many fields: proposals by rules, confirmed before anything is written."""

from forms.proposing.proposals import Partial, Proposal, Reading, Refused
from forms.proposing.reading import propose, read
from forms.proposing.suggesting import Proposer, outline, read_with
from forms.proposing.taking import take
from forms.proposing.worth import is_worth_proposing

__all__ = [
    "Partial",
    "Proposal",
    "Proposer",
    "Reading",
    "Refused",
    "is_worth_proposing",
    "outline",
    "propose",
    "read",
    "read_with",
    "take",
]
