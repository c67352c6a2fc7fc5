"""Fields that wait for each other for ever."""

from forms.specification import FormSpec


def circle(form: FormSpec) -> tuple[str, ...]:
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
