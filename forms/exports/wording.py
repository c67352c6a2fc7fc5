"""Our expressions in Chinese words, for whoever looks at a form without reading code."""

import ast
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from forms.expressions import Expression
from forms.specification import Catalogue, FieldSpec, FormSpec

SIGNS: Mapping[type[ast.AST], str] = {
    ast.Eq: "是", ast.NotEq: "不是", ast.Lt: "小于", ast.LtE: "不超过", ast.Gt: "大于",
    ast.GtE: "不少于", ast.Add: "加", ast.Sub: "减", ast.Mult: "乘", ast.Div: "除以",
    ast.FloorDiv: "整除", ast.Mod: "除余",
}  # fmt: skip
FUNCTIONS: Mapping[str, Callable[..., str]] = {
    "today": lambda: "今天",
    "now": lambda: "现在",
    "year": lambda day: f"{day}的年份",
    "length": lambda text: f"{text}的字数",
    "count": lambda each: f"{each}的个数",
    "ceil": lambda number: f"{number}（进一取整）",
    "is_blank": lambda each: f"没有{each}",
    "or0": lambda each: each,
    "startswith": lambda text, start: f"{text}以{start}开头",
    "endswith": lambda text, end: f"{text}以{end}结尾",
    "contains_any": lambda text, words: f"{text}里有{words}之一",
    "if_else": lambda test, then, otherwise: f"（{test}时取{then}，否则取{otherwise}）",
    "any_of": lambda rows, name, wanted: f"{rows}里有一行的{name}为{wanted}",
    "sum_of": lambda rows, name: f"{rows}各行{name}之和",
    "add_days": lambda day, days: f"{day}之后{days}天",
    "add_years": lambda day, years: f"{day}之后{years}年",
    "date": lambda year, month, day: f"{year}年{month}月{day}日",
    "days_between": lambda start, end: f"从{start}到{end}的天数",
    "months_between": lambda start, end: f"从{start}到{end}的月数",
    "workdays_between": lambda start, end: f"从{start}到{end}的工作日数",
    "workday_before": lambda day, days: f"{day}之前{days}个工作日",
    "age_on": lambda number, day: f"{day}时的年龄（按{number}）",
    "birth_date": lambda number: f"{number}里的出生日期",
    "birth_ym": lambda number: f"{number}里的出生年月",
    "society": lambda _: "学会信息",
    "submission_state": lambda each: f"{each}的状态",
    "event_open": lambda each: f"{each}正在报名",
    "member_of": lambda society, person: f"{person}在{society}的会员名册里",
    "applicant": lambda: "填表人",
}
FACTS = {
    "name": "名称", "name_full": "全称", "uscc": "统一社会信用代码", "term_end": "届满日",
    "council_term_no": "届次", "members_total": "会员总数", "rating": "评估等级",
    "support_unit": "支撑单位",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """Expressions of one form in words."""

    form: FormSpec
    catalogue: Catalogue
    own: FieldSpec
    group: FieldSpec | None = None

    def of(self, written: Expression) -> str:
        return self._word(written.tree)

    def _word(self, node: ast.expr) -> str:
        if isinstance(node, ast.BoolOp):
            sign = "，并且" if isinstance(node.op, ast.And) else "，或者"
            return sign.join(self._word(each) for each in node.values)
        if isinstance(node, ast.Compare):
            return self._comparison(node)
        if isinstance(node, ast.Call):
            return self._call(node)
        if isinstance(node, ast.UnaryOp):
            return (
                f"{'不满足：' if isinstance(node.op, ast.Not) else '负'}{self._word(node.operand)}"
            )
        if isinstance(node, ast.BinOp):
            return f"{self._word(node.left)}{SIGNS[type(node.op)]}{self._word(node.right)}"
        if isinstance(node, ast.List | ast.Tuple):
            return "、".join(self._word(each) for each in node.elts)
        return self._leaf(node)

    def _leaf(self, node: ast.expr) -> str:
        if isinstance(node, ast.Constant):
            labels = self.own.options.get(str(node.value), ())
            return f"「{labels[0]}」" if labels else _constant(node.value)
        if isinstance(node, ast.Name):
            spec = self.own if node.id == "value" else self.form.field(node.id)
            return "所填内容" if node.id == "value" else f"「{spec.label if spec else node.id}」"
        if isinstance(node, ast.Attribute):
            return self._attribute(node)
        return ast.unparse(node)

    def _attribute(self, node: ast.Attribute) -> str:
        if not isinstance(node.value, ast.Name):
            return f"{self._word(node.value)}里的{FACTS.get(node.attr, node.attr)}"
        if node.value.id == "P":
            return _constant(self.catalogue.policy_values.get(node.attr, node.attr))
        spec = self.group.field(node.attr) if self.group else None
        return f"「{spec.label if spec else node.attr}」"

    def _comparison(self, node: ast.Compare) -> str:
        parts, left = [], node.left
        for op, right in zip(node.ops, node.comparators, strict=True):
            parts.append(self._compared(op, left, right))
            left = right
        return "，并且".join(parts)

    def _compared(self, op: ast.cmpop, left: ast.expr, right: ast.expr) -> str:
        if isinstance(op, ast.In | ast.NotIn):
            no = "" if isinstance(op, ast.In) else "不"
            if isinstance(right, ast.List | ast.Tuple):
                labels = "或".join(self._label(left, each) for each in right.elts)
                return f"{self._word(left)}{no}是{labels}"
            return f"{self._word(right)}{'没' if no else ''}有{self._label(right, left)}"
        return f"{self._word(left)}{SIGNS[type(op)]}{self._label(left, right)}"

    def _label(self, field: ast.expr, value: ast.expr) -> str:
        """A choice by its label."""
        name = field.id if isinstance(field, ast.Name) else ""
        spec = self.own if name == "value" else self.form.field(name) if name else None
        key = value.value if isinstance(value, ast.Constant) else None
        if spec and isinstance(key, str) and key in spec.options:
            return f"「{spec.options[key][0]}」"
        return self._word(value)

    def _call(self, node: ast.Call) -> str:
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        given = [self._word(each) for each in node.args]
        if name in {"any_of", "sum_of"} and isinstance(node.args[0], ast.Name):
            group, inner = self.form.field(node.args[0].id), given[1].strip("「」")
            spec = group.field(inner) if group else None
            given[1] = f"「{spec.label if spec else inner}」"
        worded = FUNCTIONS.get(name)
        return worded(*given) if worded else f"{name}（{'，'.join(given)}）"


def _constant(value: object) -> str:
    if isinstance(value, bool):
        return "「是」" if value else "「否」"
    if isinstance(value, tuple | list):
        return "、".join(f"「{each}」" for each in value)
    return f"「{value}」" if isinstance(value, str) else str(value)
