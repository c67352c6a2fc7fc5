"""What the corner says."""

from collections.abc import Iterable
from html import escape
from itertools import groupby

from forms.specification import FormSpec

HEAD = "办理申报"
TODO = "<b>要办的</b>"
ALL = "点一张表看它要填什么；也可以直接说要报什么，例如：我要报论坛。"
SEVERAL = "「{said}」可能是这几张表里的，请选一张："


def catalogue(head: str, todo: Iterable[str], forms: Iterable[FormSpec]) -> str:
    """What is due, then the modules with the numbers of their buttons, which hold the titles."""
    lines = [head]
    found = [f"• {each}" for each in todo]
    if found:
        lines += [TODO, *found, ""]
    numbered = enumerate(forms, len(found) + 1)
    for module, group in groupby(numbered, lambda each: each[1].module):
        numbers = [number for number, _ in group]
        last = f"–{numbers[-1]}" if numbers[1:] else ""
        lines.append(f"<b>{escape(module)}</b>　{numbers[0]}{last}")
    return "\n".join([*lines, ALL])


def several(said: str) -> str:
    return SEVERAL.format(said=escape(said.strip()[:24]))
