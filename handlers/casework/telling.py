"""Who hears what of one move: one letter a person, and none to whoever made it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from handlers.letters import Letter


def with_news(letters: Iterable[Letter], filer: str | None, said: Sequence[str]) -> list[Letter]:
    """The filer's letter also says what followed from the move."""
    return [
        replace(each, text="\n".join([each.text, *said])) if each.person_id == filer else each
        for each in letters
    ]


def one_each(letters: Iterable[Letter], but: str | None) -> tuple[Letter, ...]:
    """Several letters to one person become one, with the buttons of the first."""
    found: dict[str, Letter] = {}
    for each in letters:
        if first := found.get(each.person_id):
            found[each.person_id] = replace(
                first,
                text=f"{first.text}\n\n{each.text}",
                keyboard=first.keyboard or each.keyboard,
            )
        else:
            found[each.person_id] = each
    return tuple(each for person, each in found.items() if person != but)
