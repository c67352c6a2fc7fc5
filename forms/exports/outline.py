"""A form as an outline in Chinese: what is asked, when, by which rules, resting on what."""

from collections.abc import Iterator
from dataclasses import dataclass

from forms.exports.bounds import bounds
from forms.exports.wording import Wording
from forms.specification import Catalogue, FieldSpec, FieldType, FormSpec

TYPES = {
    FieldType.TEXT: "文字", FieldType.LONGTEXT: "长文字", FieldType.INTEGER: "整数",
    FieldType.DECIMAL: "数字", FieldType.MONEY: "金额", FieldType.DATE: "日期",
    FieldType.DATETIME: "日期和时间", FieldType.YEAR: "年份", FieldType.SELECT_ONE: "单选",
    FieldType.SELECT_MULTIPLE: "多选", FieldType.YES_NO: "是或否", FieldType.MOBILE: "手机号",
    FieldType.PHONE: "电话", FieldType.EMAIL: "邮箱", FieldType.WEBSITE: "网址",
    FieldType.USCC: "统一社会信用代码", FieldType.RESIDENT_ID: "身份证号",
    FieldType.REGION: "省辖市", FieldType.TAGS: "多个词", FieldType.REFERENCE: "从已有的里选",
    FieldType.FILE: "文件", FieldType.REPEAT: "多行", FieldType.CALCULATION: "自动算出",
}  # fmt: skip
WORKFLOWS = {
    "W1": "备案类", "W2": "报批类", "W3": "征集评审类", "W4": "登记更新类", "W5": "报名类",
}  # fmt: skip


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
        yield from self._policy()

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

    def _policy(self) -> Iterator[str]:
        names = sorted(
            {
                name
                for spec in self.form.fields
                for each in (spec, *spec.fields)
                for _, written in each.expressions()
                for name in written.policy
            }
            | (self.form.due.policy if self.form.due else set())
        )
        if names:
            yield ""
            yield "用到的政策参数："
        for name in names:
            parameter = self.catalogue.policy[name]
            value = parameter.value
            shown = "、".join(value) if isinstance(value, tuple) else value
            state = "已确认" if parameter.confirmed else "未确认，以省科协最新通知为准"
            yield f"- {parameter.meaning}：{shown}（{state}；依据：{parameter.basis}）"

    def _wording(self, spec: FieldSpec, group: FieldSpec | None) -> Wording:
        return Wording(form=self.form, catalogue=self.catalogue, own=spec, group=group)


def outline(form: FormSpec, catalogue: Catalogue) -> str:
    return "\n".join(Outline(form=form, catalogue=catalogue).lines())
