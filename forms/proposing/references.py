"""Records are proposed only where they are known by exactly these words."""

from forms.proposing.proposals import Candidate
from forms.specification import FieldType
from forms.world import World


def is_known(world: World, candidate: Candidate) -> bool:
    """Nobody types the key of a record by chance; a name would be kept in its place."""
    spec, said = candidate.spec, candidate.said
    if spec.type is not FieldType.REFERENCE:
        return True
    if spec.of == "society":
        return world.society(said) is not None
    if spec.of == "event":
        return world.event_open(said) is not None
    if spec.of == "person":
        return world.role(said) is not None
    return world.submission_state(said) is not None
