"""Which reader, checker and writer a field has."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from forms.specification import FieldSpec, FieldType
from forms.values import (
    Choice,
    Choices,
    CreditCode,
    Date,
    DateTime,
    Email,
    Integer,
    Kind,
    Mobile,
    Money,
    Number,
    Option,
    Phone,
    ResidentId,
    Tags,
    Text,
    Website,
    Year,
    YesNo,
    region,
)
from forms.values.files import Files
from forms.values.spoken import Towards

AHEAD = re.compile(r"value >=? (?:now|today)\(\)")
BEHIND = re.compile(r"value <=? (?:now|today)\(\)")
AFTER = re.compile(r"value >=? ([a-z]\w*)(?!\w*\()")
Maker = Callable[[FieldSpec, date | None], Kind[Any]]


def kind_of(field: FieldSpec, today: date | None = None, anchor: date | None = None) -> Kind[Any]:
    """The field's kind, which reads 「下月15号」 too where `today` is given; groups have none."""
    kind = KINDS[field.type](field, today)
    if anchor and isinstance(kind, (Date, DateTime)):
        return replace(kind, anchor=anchor, towards="future")
    return kind


def follows(field: FieldSpec) -> str | None:
    """The field whose day this one's must not be before: `value >= start_at`."""
    found = AFTER.search(field.constraint.text) if field.constraint else None
    return found[1] if found else None


def options_of(field: FieldSpec) -> Choice:
    return Choice(
        tuple(Option(key, label, tuple(more)) for key, (label, *more) in field.options.items())
    )


def _towards(field: FieldSpec) -> Towards:
    """Whether a day without its year lies ahead or behind: the constraint knows."""
    written = field.constraint.text if field.constraint else ""
    if AHEAD.search(written):
        return "future"
    return "past" if BEHIND.search(written) else "nearest"


def _bounds(field: FieldSpec) -> dict[str, Any]:
    """`least` and `most`, where the field has them."""
    bounds = {"least": field.least, "most": field.most}
    return {name: value for name, value in bounds.items() if value is not None}


def _number(field: FieldSpec) -> dict[str, Any]:
    return {"unit": field.unit, **_bounds(field)}


def _text(field: FieldSpec, longest: int, *, lines: bool) -> Text:
    return Text(least=field.least or 1, most=field.most or longest, lines=lines)


def _year(field: FieldSpec, today: date | None) -> Year:
    return Year(earliest=field.least or 1900, latest=field.most or 2100, today=today)


KINDS: Mapping[FieldType, Maker] = {
    FieldType.TEXT: lambda field, _: _text(field, 200, lines=False),
    FieldType.LONGTEXT: lambda field, _: _text(field, 3000, lines=True),
    FieldType.INTEGER: lambda field, _: Integer(**_number(field)),
    FieldType.DECIMAL: lambda field, _: Number(**_number(field)),
    FieldType.MONEY: lambda field, _: Money(**_bounds(field)),
    FieldType.DATE: lambda field, today: Date(today=today, towards=_towards(field)),
    FieldType.DATETIME: lambda field, today: DateTime(today=today, towards=_towards(field)),
    FieldType.YEAR: _year,
    FieldType.SELECT_ONE: lambda field, _: options_of(field),
    FieldType.SELECT_MULTIPLE: lambda field, _: Choices(
        choice=options_of(field), **_bounds(field)
    ),
    FieldType.YES_NO: lambda _, __: YesNo(),
    FieldType.MOBILE: lambda _, __: Mobile(),
    FieldType.PHONE: lambda _, __: Phone(),
    FieldType.EMAIL: lambda _, __: Email(),
    FieldType.WEBSITE: lambda _, __: Website(),
    FieldType.USCC: lambda _, __: CreditCode(),
    FieldType.RESIDENT_ID: lambda _, __: ResidentId(),
    FieldType.REGION: lambda _, __: region(),
    FieldType.TAGS: lambda field, _: Tags(**_bounds(field)),
    FieldType.REFERENCE: lambda _, __: Text(most=80),
    FieldType.FILE: lambda field, _: Files(accept=field.accept, **_bounds(field)),
}
