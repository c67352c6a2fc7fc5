"""Relevance, constraints and calculations: what they are made of, known before they are run."""

import ast
from dataclasses import dataclass
from typing import Any

ALLOWED = (
    ast.Expression, ast.BoolOp, ast.And, ast.Or, ast.UnaryOp, ast.Not, ast.USub,
    ast.BinOp, ast.Add, ast.Sub, ast.Mult, ast.Div, ast.FloorDiv, ast.Mod,
    ast.Compare, ast.Eq, ast.NotEq, ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.In, ast.NotIn,
    ast.Call, ast.Attribute, ast.Name, ast.Load, ast.Constant, ast.List, ast.Tuple,
)  # fmt: skip
SIGNS = "and、or、not、+ - * / // %、== != < <= > >=、in、函数、字段名、数字、'文字'、[列表]"
LONGEST = 400
POLICY, ROW, VALUE = "P", "row", "value"
CONSTANTS = (bool, int, float, str)


@dataclass(frozen=True, slots=True, kw_only=True)
class Expression:
    """An expression as written, with the names it depends on.

    `fields` are fields of the form, `row_fields` of the same row (row.x), `policy` the
    parameters (P.x), `functions` what is called.
    """

    text: str
    tree: ast.expr
    fields: frozenset[str]
    row_fields: frozenset[str]
    policy: frozenset[str]
    functions: frozenset[str]
    uses_value: bool

    @classmethod
    def parse(cls, written: Any) -> Any:
        """Raises ValueError with one Chinese sentence: what is wrong, what is allowed."""
        if isinstance(written, Expression) or written is None:
            return written
        text = str(written).strip()
        tree = _tree(text)
        names = _Names()
        names.visit(tree)
        return cls(
            text=text,
            tree=tree,
            fields=frozenset(names.fields),
            row_fields=frozenset(names.row_fields),
            policy=frozenset(names.policy),
            functions=frozenset(names.functions),
            uses_value=names.uses_value,
        )

    def __hash__(self) -> int:
        return hash(self.text)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Expression) and other.text == self.text


def _tree(text: str) -> ast.expr:
    if not text or len(text) > LONGEST:
        raise ValueError(f"表达式应有1到{LONGEST}个字符")
    try:
        tree = ast.parse(text, mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise ValueError(f"看不懂表达式「{text}」。可用：{SIGNS}") from error
    for node in ast.walk(tree):
        _refuse(node, text)
    return tree.body


def _refuse(node: ast.AST, text: str) -> None:
    if not isinstance(node, ALLOWED):
        raise ValueError(
            f"表达式「{text}」里有不能用的写法（{type(node).__name__}）。可用：{SIGNS}"
        )
    if isinstance(node, ast.Call) and (node.keywords or not isinstance(node.func, ast.Name)):
        raise ValueError(f"表达式「{text}」里只能写 函数(值, …)")
    if isinstance(node, ast.Constant) and not isinstance(node.value, CONSTANTS):
        raise ValueError(f"表达式「{text}」里只能写数字、'文字'、True 和 False")


class _Names(ast.NodeVisitor):
    """Collects what an expression depends on."""

    def __init__(self) -> None:
        self.fields: set[str] = set()
        self.row_fields: set[str] = set()
        self.policy: set[str] = set()
        self.functions: set[str] = set()
        self.uses_value = False

    def visit_Name(self, node: ast.Name) -> None:
        if node.id == VALUE:
            self.uses_value = True
        elif node.id in {POLICY, ROW}:
            raise ValueError(f"「{node.id}」后面要写点和名字，例如 {node.id}.name")
        else:
            self.fields.add(node.id)

    def visit_Attribute(self, node: ast.Attribute) -> None:
        if isinstance(node.value, ast.Name) and node.value.id == POLICY:
            self.policy.add(node.attr)
        elif isinstance(node.value, ast.Name) and node.value.id == ROW:
            self.row_fields.add(node.attr)
        elif isinstance(node.value, ast.Call):
            self.visit(node.value)
        else:
            raise ValueError("点只能写在 P、row 和 函数(…) 后面，例如 P.summary_days")

    def visit_Call(self, node: ast.Call) -> None:
        if isinstance(node.func, ast.Name):
            self.functions.add(node.func.id)
        for each in node.args:
            self.visit(each)
