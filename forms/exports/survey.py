"""The survey sheet of an XLSForm: a row a field, and a note for every rule XPath cannot say."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from forms.exports.bounds import bounds
from forms.exports.xpath import Translator, Untranslatable
from forms.expressions import Expression
from forms.specification import Catalogue, FieldSpec, FieldType, FormSpec

TYPES: Mapping[FieldType, str] = {
    FieldType.INTEGER: "integer",
    FieldType.YEAR: "integer",
    FieldType.DECIMAL: "decimal",
    FieldType.MONEY: "decimal",
    FieldType.DATE: "date",
    FieldType.DATETIME: "dateTime",
    FieldType.YES_NO: "select_one yes_no",
    FieldType.REGION: "select_one region",
    FieldType.FILE: "file",
    FieldType.CALCULATION: "calculate",
}
SURVEY = (
    "type", "name", "label", "hint", "required", "relevant", "constraint", "constraint_message",
    "calculation", "default", "appearance",
)  # fmt: skip
Row = dict[str, str]


@dataclass(slots=True, kw_only=True)
class Survey:
    """Rows of one form, and on the way its lists of choices and what cannot be told."""

    form: FormSpec
    catalogue: Catalogue
    renamed: Mapping[tuple[str, str], str]
    untold: list[str] = field(default_factory=list)
    unknown: set[str] = field(default_factory=set)  # calculations nobody can make there
    lists: dict[str, Mapping[str, str]] = field(default_factory=dict)

    def rows(self) -> Iterator[Row]:
        for spec in self.form.fields:
            if spec.type is not FieldType.REPEAT:
                yield from self._rows(spec, None)
                continue
            yield from self._begin(spec)
            for inner in spec.fields:
                yield from self._rows(inner, spec)
            yield {"type": "end_repeat"}

    def _begin(self, spec: FieldSpec) -> Iterator[Row]:
        row = {"type": "begin_repeat", "name": spec.name, "label": spec.label}
        notes: list[Row] = []
        self._tell(row, notes, spec, None, "relevant")
        yield from notes
        yield row
        yield self._note(
            spec, None, "hint", f"{spec.hint}（{bounds(spec).sentence or '行数不限'}）"
        )

    def _rows(self, spec: FieldSpec, group: FieldSpec | None) -> Iterator[Row]:
        row = {
            "type": self._type(spec, group),
            "name": self._name(spec, group),
            "label": spec.label,
            "hint": spec.hint,
            "appearance": "multiline" if spec.type is FieldType.LONGTEXT else "",
        }
        notes: list[Row] = []
        for key in ("relevant", "required", "calculation", "default"):
            self._tell(row, notes, spec, group, key)
        self._constrain(row, notes, spec, group)
        if spec.relevant and "relevant" not in row:
            row["required"] = ""  # it is shown to everybody, so nobody must answer
        if spec.type is FieldType.CALCULATION:
            row.setdefault("calculation", "''")  # others refer to it
            row.pop("hint")
        yield row
        yield from notes

    def _type(self, spec: FieldSpec, group: FieldSpec | None) -> str:
        if not spec.options or spec.type is FieldType.CALCULATION:
            return TYPES.get(spec.type, "text")
        name = self._name(spec, group)
        self.lists[name] = {key: labels[0] for key, labels in spec.options.items()}
        return f"{spec.type} {name}"

    def _tell(
        self, row: Row, notes: list[Row], spec: FieldSpec, group: FieldSpec | None, key: str
    ) -> None:
        """The key's expression, or a note that says what it would have been."""
        written = getattr(spec, key)
        if isinstance(written, bool):
            row[key] = "yes" if written else ""
        elif written is not None:
            try:
                row[key] = self._xpath(written, spec, group, key)
            except Untranslatable:
                notes.append(self._untold(spec, group, key, written))

    def _constrain(
        self, row: Row, notes: list[Row], spec: FieldSpec, group: FieldSpec | None
    ) -> None:
        bound = bounds(spec)
        tests, messages = ([bound.test], [bound.sentence]) if bound.test else ([], [])
        if spec.constraint and spec.severity == "warning":
            notes.append(self._untold(spec, group, "constraint", spec.constraint))
        elif spec.constraint:
            try:
                tests.append(self._xpath(spec.constraint, spec, group, "constraint"))
                messages = [spec.constraint_message]
            except Untranslatable:
                notes.append(self._untold(spec, group, "constraint", spec.constraint))
        row["constraint"] = " and ".join(f"({each})" for each in tests)
        row["constraint_message"] = messages[0] if tests else ""

    def _xpath(
        self, written: Expression, spec: FieldSpec, group: FieldSpec | None, key: str
    ) -> str:
        if lost := written.fields & self.unknown:
            raise Untranslatable("、".join(sorted(lost)))
        translator = Translator(
            form=self.form,
            catalogue=self.catalogue,
            renamed=self.renamed,
            group=group,
            own=spec,
        )
        as_value = key in {"calculation", "default"}
        return translator.translate_value(written) if as_value else translator.translate(written)

    def _untold(
        self, spec: FieldSpec, group: FieldSpec | None, key: str, written: Expression
    ) -> Row:
        if key == "calculation":
            self.unknown.add(spec.name)
        self.untold.append(f"{self._name(spec, group)}.{key}：{written.text}")
        words = spec.constraint_message if key == "constraint" else spec.hint
        return self._note(spec, group, key, f"提交时还要核对「{spec.label}」：{words}")

    def _note(self, spec: FieldSpec, group: FieldSpec | None, key: str, label: str) -> Row:
        return {"type": "note", "name": f"note_{self._name(spec, group)}_{key}", "label": label}

    def _name(self, spec: FieldSpec, group: FieldSpec | None) -> str:
        return self.renamed[group.name, spec.name] if group else spec.name
