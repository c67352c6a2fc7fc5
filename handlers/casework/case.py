"""One filing on the desk: its row, its form, its answers, its way through the house."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from forms.completing import lines
from forms.drafts import Draft
from forms.filling import Filling
from forms.moving import may_edit
from forms.specification import FormSpec
from forms.steps import Line
from forms.workflow import START, State, Workflow
from handlers.casework.policy import Policy
from storage.filings import Filing


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Opened for one request; `talk` is where its filer's chat stands, plain JSON."""

    filing: Filing
    form: FormSpec
    workflow: Workflow
    policy: Policy
    filling: Filling
    draft: Draft = field(repr=False)
    talk: Mapping[str, Any] = field(repr=False, default_factory=dict)

    @property
    def id(self) -> str:
        return self.filing.id

    @property
    def state(self) -> State:
        return self.workflow.states[self.filing.state]

    @property
    def lasts(self) -> bool:
        """Whether it has to stay here until its time has run out."""
        leaving = (each for each in self.workflow.moves if self.filing.state in each.origins)
        return any(each.after_due for each in leaving)

    @property
    def is_draft(self) -> bool:
        return self.filing.state == START

    @property
    def title(self) -> str:
        """「论坛活动报告（一会一报）· 超硬材料学术年会」, plain text."""
        subject = self.filing.title
        return f"{self.form.title} · {subject}" if subject else self.form.title

    def may_edit(self, name: str) -> bool:
        """Whether its filer may change this field now."""
        return may_edit(self.workflow, self.filing.state, name, self.filing.named)

    @property
    def is_editable(self) -> bool:
        return self.state.edits != "none"

    def lines(self) -> tuple[Line, ...]:
        """The summary; computed once for each call."""
        return lines(self.filling, self.draft)
