"""Everything that can be filed, what is due first; and forms by a word."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from forms.specification import FormSpec
from handlers import acting
from handlers.callbacks import Go
from handlers.desk import Button, Desk, Reply
from handlers.filing.beginning import Beginning
from handlers.filing.catalogue import texts
from handlers.filing.catalogue.due import todos
from handlers.filing.catalogue.searching import FormIndex
from handlers.filing.starting import Starting
from handlers.paging import page_among, page_of, turning
from handlers.place_words import LABELS
from handlers.places import Place
from handlers.rights import Action


@dataclass(frozen=True, slots=True, kw_only=True)
class Choosing:
    """The use cases of whoever looks for a form."""

    beginning: Beginning
    starting: Starting
    index: FormIndex = field(repr=False)

    async def page(self, desk: Desk, number: int) -> Reply:
        """What this person may file comes before the rest."""
        forms = self._forms(desk)
        number, pages = page_among(len(forms), number)
        shown = page_of(forms, number)
        due = await todos(self.beginning.offices, desk) if number == 0 else []
        buttons: list[Button] = [each.button for each in due]
        buttons += [(form.title, Go(to=Place.FORM, id=form.id)) for form in shown]
        buttons += turning(lambda n: Go(to=Place.CATALOGUE, n=n), number, pages)
        if desk.person.standings:
            buttons.append((LABELS[Place.FILINGS], Go(to=Place.FILINGS)))
        text = texts.catalogue(_head(desk), (each.text for each in due), shown)
        return Reply(text=text, buttons=tuple(buttons))

    async def named(self, desk: Desk, forms: Sequence[str], said: str) -> Reply:
        """The page of the one that is meant, or those it may be."""
        if len(forms) == 1:
            return await self.starting.introduce(desk, forms[0])
        found = [self.beginning.form(each) for each in forms]
        buttons = tuple((form.title, Go(to=Place.FORM, id=form.id)) for form in found)
        return Reply(text=texts.several(said), buttons=buttons)

    def _forms(self, desk: Desk) -> list[FormSpec]:
        every = list(self.beginning.offices.catalogue.forms.values())
        modules = list(dict.fromkeys(form.module for form in every))

        def key(form: FormSpec) -> tuple[bool, int, str]:
            mine = self.beginning.may_file(desk, form)
            return not mine, modules.index(form.module), form.id

        return sorted(every, key=key)


def _head(desk: Desk) -> str:
    society = acting.society_of(desk, Action.FILE)
    if society:
        return acting.heading(texts.HEAD, society[1])
    return f"<b>{texts.HEAD}</b>"
