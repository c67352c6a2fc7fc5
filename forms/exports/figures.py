"""The policy figures a form rests on, with their basis and whether anybody confirmed them."""

from collections.abc import Iterator

from forms.specification import Catalogue, FormSpec


def figures(form: FormSpec, catalogue: Catalogue) -> Iterator[str]:
    """Lines to print; none when the form rests on no figure."""
    if names := used_by(form):
        yield ""
        yield "用到的政策参数："
    for name in names:
        parameter = catalogue.policy[name]
        value = parameter.value
        shown = "、".join(value) if isinstance(value, tuple) else value
        state = "已确认" if parameter.confirmed else "未确认，以省科协最新通知为准"
        yield f"- {parameter.meaning}：{shown}（{state}；依据：{parameter.basis}）"


def used_by(form: FormSpec) -> list[str]:
    fields = [each for spec in form.fields for each in (spec, *spec.fields)]
    written = [expression for spec in fields for _, expression in spec.expressions()]
    written += [form.due] if form.due else []
    return sorted({name for expression in written for name in expression.policy})
