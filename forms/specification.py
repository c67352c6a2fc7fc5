"""What a form is: its fields, blocks, shared lists and policy parameters, as they are written.

The words are XLSForm's where it has one. `docs/forms.md` explains every key.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, PrivateAttr

from forms.expressions import Expression
from forms.period import Period
from forms.workflow import Workflow
from forms.written import Label, Name, Specified


class FieldType(StrEnum):
    """How a field is asked, read, checked and shown."""

    TEXT = "text"
    LONGTEXT = "longtext"
    INTEGER = "integer"
    DECIMAL = "decimal"
    MONEY = "money"
    DATE = "date"
    DATETIME = "datetime"
    YEAR = "year"
    SELECT_ONE = "select_one"
    SELECT_MULTIPLE = "select_multiple"
    YES_NO = "yes_no"
    MOBILE = "mobile"
    PHONE = "phone"
    EMAIL = "email"
    WEBSITE = "website"
    USCC = "uscc"
    RESIDENT_ID = "resident_id"
    REGION = "region"
    TAGS = "tags"
    REFERENCE = "reference"
    FILE = "file"
    REPEAT = "repeat"
    CALCULATION = "calculation"


SELECTS = frozenset({FieldType.SELECT_ONE, FieldType.SELECT_MULTIPLE})
NUMBERS = frozenset({FieldType.INTEGER, FieldType.DECIMAL, FieldType.MONEY, FieldType.YEAR})
WORDS = frozenset({FieldType.TEXT, FieldType.LONGTEXT})
COUNTED = frozenset({FieldType.TAGS, FieldType.SELECT_MULTIPLE, FieldType.FILE, FieldType.REPEAT})
# Never shown in full, never proposed by a rule or a language model.
PERSONAL = frozenset({FieldType.RESIDENT_ID, FieldType.MOBILE})
# Keys that only some types may carry; every other key goes with every type.
KEYS_OF_TYPES: Mapping[str, frozenset[FieldType]] = {
    "choices": SELECTS | {FieldType.CALCULATION},  # a computed key is shown by its label
    "fields": frozenset({FieldType.REPEAT}),
    "calculation": frozenset({FieldType.CALCULATION}),
    "of": frozenset({FieldType.REFERENCE}),
    "accept": frozenset({FieldType.FILE}),
    "unit": frozenset({FieldType.INTEGER, FieldType.DECIMAL}),
    "least": NUMBERS | WORDS | COUNTED,
    "most": NUMBERS | WORDS | COUNTED,
}
REQUIRED_KEYS: Mapping[FieldType, str] = {
    FieldType.SELECT_ONE: "choices",
    FieldType.SELECT_MULTIPLE: "choices",
    FieldType.REPEAT: "fields",
    FieldType.CALCULATION: "calculation",
    FieldType.REFERENCE: "of",
}

Identifier = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{0,39}$")]
# A label, or a label followed by other words people use for the same.
ChoiceLabel = Annotated[
    tuple[str, ...], BeforeValidator(lambda v: (v,) if isinstance(v, str) else tuple(v))
]
Choices = Mapping[str, ChoiceLabel]
WorkflowName = Literal["W1", "W2", "W3", "W4", "W5"]
CalendarKey = Literal["title", "begins", "ends", "venue"]
Written = Annotated[Expression, BeforeValidator(Expression.parse)]
Condition = Annotated[
    bool | Expression, BeforeValidator(lambda v: v if isinstance(v, bool) else Expression.parse(v))
]


class FieldSpec(Specified):
    """One thing that is asked, or computed; `name` never changes, `label` may."""

    name: Name
    label: Label
    type: FieldType
    required: Condition = False
    relevant: Written | None = None
    constraint: Written | None = None
    constraint_message: str = ""
    severity: Literal["error", "warning"] = "error"
    hint: str = Field(default="", max_length=200)
    choices: Choices | str | None = None
    calculation: Written | None = None
    default: Written | None = None
    sensitive: bool = False
    blind: bool = False
    propose: bool | None = None
    cues: tuple[Annotated[str, Field(min_length=1, max_length=20)], ...] = ()
    source: str = ""
    of: Identifier | None = None
    accept: tuple[str, ...] = ()
    unit: str = ""
    least: int | None = None
    most: int | None = None
    fields: "tuple[FieldSpec, ...]" = ()

    @property
    def personal(self) -> bool:
        """Whether only the last four may ever be shown."""
        return self.sensitive or self.type in PERSONAL

    @property
    def proposable(self) -> bool:
        """Whether a rule or a language model may propose an answer."""
        if self.type in PERSONAL or self.type in {FieldType.CALCULATION, FieldType.FILE}:
            return False
        return self.propose is not False

    @property
    def asked(self) -> bool:
        return self.type is not FieldType.CALCULATION

    @property
    def options(self) -> Mapping[str, tuple[str, ...]]:
        """Key to label and synonyms, once the catalogue has put shared lists in."""
        return self.choices if isinstance(self.choices, Mapping) else {}

    def field(self, name: str) -> "FieldSpec | None":
        return next((each for each in self.fields if each.name == name), None)

    def expressions(self) -> Iterator[tuple[str, Expression]]:
        """The key and the expression, for every key that holds one."""
        for key in ("required", "relevant", "constraint", "calculation", "default"):
            if isinstance(value := getattr(self, key), Expression):
                yield key, value


class FormSpec(Specified):
    """One form: who files what, why, by which workflow, and every field in its order."""

    id: Identifier
    title: str = Field(min_length=2, max_length=40)
    version: int = Field(ge=1)
    module: str
    workflow: WorkflowName
    seed: tuple[int, ...] = ()
    actor: str
    purpose: str
    words: tuple[str, ...] = ()
    uses: tuple[str, ...] = ()
    due: Written | None = None
    periodic: Period | None = None
    reminders: tuple[str, ...] = ()
    prefill: tuple[str, ...] = ()
    public: tuple[str, ...] = ()
    after: str = ""
    by: Literal["secretary", "anyone"] = "secretary"
    subject: Name | None = None
    routes: Mapping[Name, Mapping[str, WorkflowName]] = {}
    calendar: Mapping[CalendarKey, Name] = {}
    record: Mapping[Name, Name] = {}
    closes: Name | None = None
    quota: Name | None = None
    fields: tuple[FieldSpec, ...] = Field(min_length=1)
    _blocks: Mapping[str, str] = PrivateAttr(default_factory=dict)

    def block_of(self, name: str) -> str:
        """The title of the shared block a field came with; empty for the form's own."""
        return self._blocks.get(name, "")

    def with_blocks(self, blocks: "Sequence[Block]", own: tuple[FieldSpec, ...]) -> "FormSpec":
        """Whole: the blocks' fields before and after its own, which hold their choices now."""
        first = [field for block in blocks if block.place == "first" for field in block.fields]
        last = [field for block in blocks if block.place == "last" for field in block.fields]
        whole = self.model_copy(update={"fields": (*first, *own, *last)})
        whole._blocks = {field.name: block.title for block in blocks for field in block.fields}
        return whole

    def named(self) -> Iterator[tuple[str, Name]]:
        """Key and field, for every key of the form that names one of its fields."""
        single = (("subject", self.subject), ("closes", self.closes))
        yield from ((key, name) for key, name in single if name)
        yield from (("routes", name) for name in self.routes)
        for key in ("calendar", "record"):
            yield from ((key, name) for name in getattr(self, key).values())

    def field(self, name: str) -> FieldSpec | None:
        """A field by name; `speakers.name` is the one inside the repeat group."""
        head, _, inner = name.partition(".")
        found = next((each for each in self.fields if each.name == head), None)
        return found.field(inner) if found and inner else found


class Block(Specified):
    """Fields several forms share; they stand before or after a form's own."""

    title: Label
    place: Literal["first", "last"] = "first"
    fields: tuple[FieldSpec, ...] = Field(min_length=1)


class PolicyParameter(Specified):
    """A rule's figure: what it means, its source, whether the association confirmed it."""

    value: int | float | str | tuple[str, ...]
    meaning: str
    basis: str
    confirmed: bool = False
    group: str = ""
    least: int | None = None
    most: int | None = None

    def quoted(self, words: str) -> str:
        """A sentence resting on it, worded as a reference while nobody has confirmed it."""
        return words if self.confirmed else f"参照有关规定，{words}，以省科协最新通知为准"


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """Everything that can be filed: forms by id, with blocks and shared lists put in."""

    forms: Mapping[str, FormSpec]
    policy: Mapping[str, PolicyParameter]
    workflows: Mapping[str, Workflow] = field(default_factory=dict)

    @property
    def policy_values(self) -> Mapping[str, Any]:
        return {name: each.value for name, each in self.policy.items()}
