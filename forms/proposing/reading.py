"""One message against one draft: what it answers, by rules, each checked by the form itself."""

from forms.drafts import Draft
from forms.filling import Filling
from forms.masking import mask
from forms.proposing.addressing import shaped
from forms.proposing.arbitration import settled
from forms.proposing.checking import Checker
from forms.proposing.counting import counts
from forms.proposing.days import spans_in
from forms.proposing.deciding import decisions
from forms.proposing.labelled import labelled
from forms.proposing.lexicon import lexicon_of
from forms.proposing.message import blanked, clauses, level, without
from forms.proposing.naming import names
from forms.proposing.proposals import Candidate, Proposal, Reading
from forms.proposing.selecting import choices
from forms.proposing.when import days

LONGEST = 20_000


def read(filling: Filling, draft: Draft, message: str) -> Reading:
    """Proposals in the order in which they can be taken, and days that lack their hour."""
    found = [each for each in candidates(filling, draft, message) if _harmless(each, message)]
    checker = Checker(filling=filling, draft=draft, message=message)
    checker.check(settled(found))
    return Reading(proposals=tuple(checker.proposals), partials=tuple(checker.partials))


def propose(filling: Filling, draft: Draft, message: str) -> tuple[Proposal, ...]:
    return read(filling, draft, message).proposals


def candidates(filling: Filling, draft: Draft, message: str) -> list[Candidate]:
    """Everything that might be meant, before the form is asked."""
    if len(message) > LONGEST:
        return []
    lexicon, text = lexicon_of(filling.form), level(message)
    found, spans = labelled(lexicon, draft, message, text)
    rest = blanked(text, spans)
    whole = clauses(rest)
    dated = days(lexicon, rest, whole)
    sure = without(whole, [(each.start, each.end) for each in spans_in(rest)])
    return [
        *found,
        *dated,
        *counts(lexicon, sure),
        *choices(lexicon, sure),
        *decisions(lexicon, sure),
        *names(lexicon, sure),
        *shaped(lexicon, rest, whole),
    ]


def _harmless(candidate: Candidate, message: str) -> bool:
    """Nobody's number is proposed, whatever field it may stand in."""
    words = message[candidate.start : candidate.end]
    return candidate.spec.proposable and mask(words) == words
