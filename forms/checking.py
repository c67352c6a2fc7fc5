"""Whether everything a form refers to exists: fields, functions, parameters, choices, forms."""

import ast
from collections.abc import Collection, Iterator, Set
from dataclasses import dataclass

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
from forms.vocabulary import FUNCTIONS, OVER_ROWS, SOCIETY_FACTS

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
        if self.form.due:
            yield from self._expression_faults("", "", "due", self.form.due, None)
        if loop := _loop(self.form):
            yield self._fault(loop[0], "", "calculation", f"互相依赖：{' → '.join(loop)}")

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
                outer, inner, "of", f"没有「{field.of}」。可用：{_listed(REFERENCES | self.forms)}"
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
                    outer, inner, key, f"没有「{name}」这个{what}。可用：{_listed(allowed)}"
                )
        if written.uses_value and key != "constraint":
            yield self._fault(outer, inner, key, "「value」只能写在 constraint 里")
        for sentence in self._call_faults(written):
            yield self._fault(outer, inner, key, sentence)

    def _call_faults(self, written: Expression) -> Iterator[str]:
        for node in ast.walk(written.tree):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Call):
                if node.attr not in SOCIETY_FACTS:
                    yield f"学会信息里没有「{node.attr}」。可用：{_listed(SOCIETY_FACTS)}"
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                yield from self._arguments(node.func.id, node.args)
            elif isinstance(node, ast.Compare):
                yield from self._choice_faults(node)

    def _arguments(self, name: str, given: list[ast.expr]) -> Iterator[str]:
        least, most = FUNCTIONS.get(name, (0, 99))
        if not least <= len(given) <= most:
            yield f"{name} 要{least}个值" if least == most else f"{name} 要{least}到{most}个值"
        elif name in OVER_ROWS:
            group = self.form.field(given[0].id) if isinstance(given[0], ast.Name) else None
            if not group or group.type is not FieldType.REPEAT:
                yield f"{name} 的第一个值应是重复组的名字"
            elif not isinstance(given[1], ast.Constant) or not group.field(str(given[1].value)):
                yield f"{name} 的第二个值应是这些之一：{_listed([x.name for x in group.fields])}"

    def _choice_faults(self, node: ast.Compare) -> Iterator[str]:
        """`mode == 'onlien'`: a key the field does not have makes a condition never true."""
        sides = [node.left, *node.comparators]
        fields = [self.form.field(each.id) for each in sides if isinstance(each, ast.Name)]
        for options in (each.options for each in fields if each and each.options):
            for text in (text for side in sides for text in _texts(side)):
                if text not in options:
                    yield f"选项里没有「{text}」。可用：{_listed(options)}"

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
            yield key, f"「{key}」只用于：{_listed(types)}"
    needed = REQUIRED_KEYS.get(field.type)
    if needed and not getattr(field, needed):
        yield "type", f"{field.type} 要写「{needed}」"
    if field.type in PERSONAL and field.propose:
        yield "propose", f"{field.type} 不能由机器提出"
    if field.least is not None and field.most is not None and field.least > field.most:
        yield "most", "「most」不应小于「least」"
    if field.constraint and not field.constraint_message:
        yield "constraint", "有「constraint」就要写「constraint_message」"


def _loop(form: FormSpec) -> tuple[str, ...]:
    """Fields whose relevance or calculation goes round in a circle."""
    needs = {
        field.name: {
            name for key, each in field.expressions() if key in {"relevant", "calculation"}
            for name in each.fields
        }
        for field in form.fields
    }  # fmt: skip
    done: set[str] = set()
    for start in needs:
        if loop := _walk(start, needs, (), done):
            return loop
    return ()


def _walk(
    name: str, needs: dict[str, set[str]], path: tuple[str, ...], done: set[str]
) -> tuple[str, ...]:
    if name in path:
        return (*path[path.index(name) :], name)
    if name in done:
        return ()
    for each in sorted(needs.get(name, ())):
        if loop := _walk(each, needs, (*path, name), done):
            return loop
    done.add(name)
    return ()


def _texts(node: ast.expr) -> list[str]:
    if isinstance(node, (ast.List, ast.Tuple)):
        return [text for each in node.elts for text in _texts(each)]
    return [node.value] if isinstance(node, ast.Constant) and isinstance(node.value, str) else []


def _twice(names: list[str]) -> list[str]:
    return sorted({name for name in names if names.count(name) > 1})


def _listed(names: Collection[str]) -> str:
    return "、".join(sorted(names)) or "（没有）"
