"""What is known already, as it stands in a form that is handed out to be filled in."""

from forms.drafts import Draft, Place
from forms.kinds import kind_of
from forms.specification import FieldSpec


def known(draft: Draft | None, spec: FieldSpec, place: Place, *, whole: bool) -> str:
    """Empty for none, and for a number that belongs to a person unless `whole`."""
    plain = draft.at(place) if draft else None
    if plain is None or (spec.personal and not whole):
        return ""
    kind = kind_of(spec)
    return kind.show(kind.restore(plain))
