"""What was handed in last, as values: for whatever follows from a filing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from forms.drafts import Draft
from forms.judging import Look
from forms.kinds import kind_of
from forms.specification import FormSpec
from handlers.casework.case import Case
from storage.archive import Archive


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """The answers of the last version; a field that was not answered has no value."""

    form: FormSpec
    plain: Mapping[str, Any] = field(repr=False)
    look: Look = field(repr=False)

    def value(self, name: str | None) -> Any:
        spec = self.form.field(name or "")
        plain = self.plain.get(name or "")
        if spec is None or plain is None:
            return None
        return plain if spec.calculation else kind_of(spec).restore(plain)

    def shown(self, name: str) -> str:
        """As people see it; empty where there is no answer."""
        spec, plain = self.form.field(name), self.plain.get(name)
        return "" if spec is None or plain is None else self.look.shown(spec, plain)


async def answers_of(archive: Archive, case: Case) -> Answers:
    """Of the version that counts, whatever has been typed into the draft since."""
    version = await archive.versions.last(case.id)
    draft = Draft.restore(version.draft) if version else case.draft
    plain = dict(version.answers) if version else {}
    return Answers(form=case.form, plain=plain, look=case.filling.look(draft))
