"""What the corner says."""

from collections.abc import Iterable
from html import escape

from forms.specification import FormSpec

HEAD = "办理申报"
TODO = "<b>要办的</b>"
ALL = "点一张表看它要填什么；也可以直接说要报什么，例如：我要报论坛。"
SEVERAL = "「{said}」可能是这几张表里的，请选一张："


def catalogue(head: str, todo: Iterable[str], forms: Iterable[FormSpec]) -> str:
    lines = [head]
    if found := [f"• {each}" for each in todo]:
        lines += [TODO, *found, ""]
    module = ""
    for form in forms:
        if form.module != module:
            module = form.module
            lines.append(f"<b>{escape(module)}</b>")
        lines.append(f"• {escape(form.title)}")
    return "\n".join([*lines, ALL])


def several(said: str) -> str:
    return SEVERAL.format(said=escape(said.strip()[:24]))
