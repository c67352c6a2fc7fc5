"""A form as an outline in Chinese: what is asked, when, by which rules, resting on what."""

from collections.abc import Iterator
from dataclasses import dataclass

from forms.exports.bounds import bounds
from forms.exports.figures import figures
from forms.exports.titles import TYPES, WORKFLOWS
from forms.exports.wording import Wording
from forms.specification import Catalogue, FieldSpec, FieldType, FormSpec


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """One form, line by line."""

    form: FormSpec
    catalogue: Catalogue

    def lines(self) -> Iterator[str]:
        form = self.form
        yield f"{form.title}（{form.id}，第{form.version}版）"
        yield f"{form.purpose}"
        yield f"谁来填：{form.actor}；模块：{form.module}；流程：{WORKFLOWS[form.workflow]}"
        yield f"也可以这样找：{'、'.join(form.words)}"
        if form.due:
            first = form.fields[0]
            yield f"最晚什么时候交：{self._wording(first, None).of(form.due)}"
        if form.reminders:
            yield f"提醒：{'、'.join(form.reminders)}"
        yield ""
        for number, spec in enumerate(form.fields, 1):
            yield from self._field(f"{number}. ", spec, None)
        yield from figures(form, self.catalogue)

    def _field(self, mark: str, spec: FieldSpec, group: FieldSpec | None) -> Iterator[str]:
        yield f"{mark}{spec.label}（{self._kind(spec)}）{spec.hint and '：' + spec.hint}"
        indent = " " * (len(mark) + 1)
        yield from (f"{indent}{rule}" for rule in self._rules(spec, group))
        for inner in spec.fields:
            yield from self._field(f"{indent}· ", inner, spec)

    def _kind(self, spec: FieldSpec) -> str:
        kind = TYPES[spec.type]
        if spec.type is FieldType.CALCULATION:
            return kind
        must = "必填" if spec.required is True else "选填" if not spec.required else "有时必填"
        return f"{kind}，{must}{'，只显示末四位' if spec.personal else ''}"

    def _rules(self, spec: FieldSpec, group: FieldSpec | None) -> Iterator[str]:
        wording = self._wording(spec, group)
        if spec.relevant:
            yield f"什么时候问：{wording.of(spec.relevant)}"
        if spec.options:
            yield f"选项：{'、'.join(labels[0] for labels in spec.options.values())}"
        if spec.accept:
            yield f"文件类型：{'、'.join(spec.accept)}"
        if sentence := bounds(spec).sentence:
            yield f"限制：{sentence}"
        if spec.constraint:
            strict = "可以说明理由" if spec.severity == "warning" else "必须符合"
            yield f"规则（{strict}）：{wording.of(spec.constraint)}"
            yield f"不符合时说：{spec.constraint_message}"
        if spec.calculation:
            yield f"怎样算：{wording.of(spec.calculation)}"

    def _wording(self, spec: FieldSpec, group: FieldSpec | None) -> Wording:
        return Wording(form=self.form, catalogue=self.catalogue, own=spec, group=group)


def outline(form: FormSpec, catalogue: Catalogue) -> str:
    return "\n".join(Outline(form=form, catalogue=catalogue).lines())
