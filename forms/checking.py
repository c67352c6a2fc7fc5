"""Whether everything a form refers to exists: fields, functions, parameters, choices, forms."""

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass

from forms.calls import Calls, listed
from forms.circles import circle
from forms.expressions import Expression
from forms.nodes import Document, SpecificationFault
from forms.specification import (
    KEYS_OF_TYPES,
    PERSONAL,
    REQUIRED_KEYS,
    FieldSpec,
    FieldType,
    FormSpec,
)
from forms.vocabulary import FUNCTIONS

CHOICE_KEY = re.compile("[A-Za-z0-9_-]{1,40}")
SEPARATORS = re.compile("[、,，;；\n]")
REFERENCES = frozenset({"society", "person", "event"})


def check(document: Document, form: FormSpec, policy: Set[str], forms: Set[str]) -> None:
    """Raises SpecificationFault at the first field that is wrong."""
    for fault in faults(document, form, policy, forms):
        raise fault


def faults(
    document: Document, form: FormSpec, policy: Set[str], forms: Set[str]
) -> Iterator[SpecificationFault]:
    """Every fault of a form whose blocks and lists are in."""
    checker = _Checker(document=document, form=form, policy=policy, forms=forms)
    yield from checker.form_faults()
    for field in form.fields:
        yield from checker.field_faults(field, None)
        for inner in field.fields:
            yield from checker.field_faults(inner, field)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Checker:
    document: Document
    form: FormSpec
    policy: Set[str]
    forms: Set[str]

    def form_faults(self) -> Iterator[SpecificationFault]:
        for repeated in _twice([field.name for field in self.form.fields]):
            yield self._fault(repeated, "", "name", "这个名字用了两次")
        for name in self.form.public:
            if not self.form.field(name):
                yield self.document.fault(("public",), f"没有「{name}」这个字段")
            elif self.form.field(name).personal:  # type: ignore[union-attr]
                yield self.document.fault(("public",), f"「{name}」是个人信息，不能公开")
        for key, name in self.form.named():
            if not self.form.field(name):
                yield self.document.fault((key,), f"没有「{name}」这个字段")
        if self.form.quota and self.form.quota not in self.policy:
            yield self.document.fault(("quota",), f"没有「{self.form.quota}」这个政策参数")
        if self.form.due:
            yield from self._expression_faults("", "", "due", self.form.due, None)
        yield from self._period_faults()
        if loop := circle(self.form):
            yield self._fault(loop[0], "", "calculation", f"互相依赖：{' → '.join(loop)}")

    def _period_faults(self) -> Iterator[SpecificationFault]:
        """The same days for every society: nothing in them may come from a form."""
        period = self.form.periodic
        for key, written in period.expressions() if period else ():
            yield from self._expression_faults("", "", "periodic", written, None)
            if written.fields:
                yield self.document.fault(("periodic", key), "这里不能写字段，每个学会都是同一天")
        if period and period.subject and not self.form.subject:
            yield self.document.fault(("periodic", "subject"), "这张表没有「subject」")

    def field_faults(
        self, field: FieldSpec, group: FieldSpec | None
    ) -> Iterator[SpecificationFault]:
        outer, inner = (group.name, field.name) if group else (field.name, "")
        for key, sentence in _key_faults(field):
            yield self._fault(outer, inner, key, sentence)
        for repeated in _twice([each.name for each in field.fields]):
            yield self._fault(field.name, repeated, "name", "这个名字用了两次")
        if group and field.type is FieldType.REPEAT:
            yield self._fault(outer, inner, "type", "重复组里不能再有重复组")
        if field.of and field.of not in REFERENCES | self.forms:
            yield self._fault(
                outer, inner, "of", f"没有「{field.of}」。可用：{listed(REFERENCES | self.forms)}"
            )
        for key, expression in field.expressions():
            yield from self._expression_faults(outer, inner, key, expression, group)

    def _expression_faults(
        self, outer: str, inner: str, key: str, written: Expression, group: FieldSpec | None
    ) -> Iterator[SpecificationFault]:
        known = {
            "字段": (written.fields, {each.name for each in self.form.fields}),
            "同一行的字段": (
                written.row_fields,
                {each.name for each in group.fields} if group else set(),
            ),
            "政策参数": (written.policy, self.policy),
            "函数": (written.functions, FUNCTIONS.keys()),
        }
        for what, (used, allowed) in known.items():
            for name in sorted(used - allowed):
                yield self._fault(
                    outer, inner, key, f"没有「{name}」这个{what}。可用：{listed(allowed)}"
                )
        if written.uses_value and key != "constraint":
            yield self._fault(outer, inner, key, "「value」只能写在 constraint 里")
        for sentence in self._calls(outer, inner).faults(written):
            yield self._fault(outer, inner, key, sentence)

    def _calls(self, outer: str, inner: str) -> Calls:
        group = self.form.field(outer) if inner else None
        field = self.form.field(f"{outer}.{inner}" if inner else outer)
        return Calls(form=self.form, group=group, field=field)

    def _fault(self, outer: str, inner: str, key: str, sentence: str) -> SpecificationFault:
        place = _place(self.document, outer, inner)
        return self.document.fault((*place, key), sentence, f"{outer}.{inner}" if inner else outer)


def _place(document: Document, outer: str, inner: str) -> tuple[str | int, ...]:
    """Where a field is written in its file; the `uses` line for one of a block."""
    place: tuple[str | int, ...] = ()
    data = document.data
    for name in filter(None, (outer, inner)):
        written = data.get("fields", []) if isinstance(data, dict) else []
        found = [n for n, each in enumerate(written) if each.get("name") == name]
        if not found:
            return place or ("uses",)
        place, data = (*place, "fields", found[-1]), written[found[-1]]
    return place


def _key_faults(field: FieldSpec) -> Iterator[tuple[str, str]]:
    for key, types in KEYS_OF_TYPES.items():
        if key in field.model_fields_set and field.type not in types:
            yield key, f"「{key}」只用于：{listed(types)}"
    needed = REQUIRED_KEYS.get(field.type)
    if needed and not getattr(field, needed):
        yield "type", f"{field.type} 要写「{needed}」"
    if field.type in PERSONAL and field.propose:
        yield "propose", f"{field.type} 不能由机器提出"
    if field.least is not None and field.most is not None and field.least > field.most:
        yield "most", "「most」不应小于「least」"
    for key, words in field.options.items():
        if not CHOICE_KEY.fullmatch(key):
            yield "choices", f"选项的键「{key}」只能用字母、数字、下划线和连字符"
        # Several are answered with such a sign between them.
        if bad := [word for word in words if not word.strip() or SEPARATORS.search(word)]:
            yield "choices", f"选项「{bad[0]}」里不能有顿号、逗号、分号，也不能是空的"
    if field.constraint and not field.constraint_message:
        yield "constraint", "有「constraint」就要写「constraint_message」"


def _twice(names: list[str]) -> list[str]:
    return sorted({name for name in names if names.count(name) > 1})
