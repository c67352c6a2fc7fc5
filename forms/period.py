"""What every society files again and again: from when, by when, and about what."""

from typing import Annotated, Literal

from pydantic import BeforeValidator

from forms.expressions import Expression
from forms.written import Specified

Day = Annotated[Expression, BeforeValidator(Expression.parse)]


class Period(Specified):
    """Days are expressions that give a day, or one of every year (03-31), without any field.

    `opens`: from when it can be filed; `until`: after that it is not asked for here any more;
    `subject`: what the form's subject says in this period.
    """

    due: Day
    opens: Day | None = None
    until: Day | None = None
    subject: Day | None = None
    by: Literal["society"] = "society"

    def expressions(self) -> tuple[tuple[str, Expression], ...]:
        """The key and the expression, for every key that holds one."""
        written = (
            ("due", self.due),
            ("opens", self.opens),
            ("until", self.until),
            ("subject", self.subject),
        )
        return tuple((key, each) for key, each in written if each is not None)
