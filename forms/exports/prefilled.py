"""What is known already, as it stands in a form that is handed out to be filled in."""

from collections.abc import Mapping

from forms.drafts import Draft, Place
from forms.kinds import kind_of
from forms.specification import FieldSpec


def known(
    draft: Draft | None,
    spec: FieldSpec,
    place: Place,
    names: Mapping[str, str],
    *,
    whole: bool,
) -> str:
    """Empty for none, and for a number that belongs to a person unless `whole`.

    `names` says what the societies and filings referred to are called.
    """
    plain = draft.at(place) if draft else None
    if plain is None or (spec.personal and not whole):
        return ""
    if spec.of:
        return names.get(str(plain), str(plain))
    kind = kind_of(spec)
    return kind.show(kind.restore(plain))
