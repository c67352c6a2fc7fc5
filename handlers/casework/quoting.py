"""The figures a question rests on, and how they are quoted to people."""

from collections.abc import Iterator

from forms.policies import shown
from forms.specification import FieldSpec, PolicyParameter
from handlers.casework.policy import Policy

FROM = "{meaning}：{value}"


def figures_behind(spec: FieldSpec, policy: Policy) -> list[PolicyParameter]:
    """Those that a field's own rules name, each once, as they are in force."""
    named = dict.fromkeys(_named(spec))
    return [policy.parameters[name] for name in named if name in policy.parameters]


def said(parameter: PolicyParameter) -> str:
    """「参照有关规定，活动结束后多少天内交总结：30，以省科协最新通知为准」; plain text."""
    words = FROM.format(meaning=parameter.meaning, value=shown(parameter))
    basis = f"（依据：{parameter.basis}）" if parameter.confirmed else ""
    return f"{parameter.quoted(words)}{basis}"


def quoted(spec: FieldSpec, policy: Policy) -> tuple[str, ...]:
    """A sentence for each figure a question rests on; plain text."""
    return tuple(f"{said(each)}。" for each in figures_behind(spec, policy))


def _named(spec: FieldSpec) -> Iterator[str]:
    for _, written in spec.expressions():
        yield from sorted(written.policy)
