"""The marks by which a form's document is recognised: its id, and a bookmark in every label.

Word processors keep both, whatever people do to the words.
"""

import re
from collections.abc import Mapping, Sequence

from forms.specification import FieldSpec, FormSpec

HEADINGS = ("序号", "项目", "填写")
LONGEST = 40  # what a word processor takes for a bookmark's name
QUESTION, GROUP = "q_", "g_"
FORM = re.compile(r"xuehui-form:([a-z][a-z0-9-]*):(\d+)")


def form_mark(form: FormSpec) -> str:
    """Stands among the document's keywords."""
    return f"xuehui-form:{form.id}:{form.version}"


def question_mark(spec: FieldSpec) -> str:
    return f"{QUESTION}{spec.name}"[:LONGEST]


def group_mark(spec: FieldSpec) -> str:
    return f"{GROUP}{spec.name}"[:LONGEST]


def by_mark(marks: Sequence[str], known: Mapping[str, FieldSpec]) -> FieldSpec | None:
    return next((known[mark] for mark in marks if mark in known), None)
