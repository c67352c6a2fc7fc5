"""Where duties lead."""

from forms.specification import FormSpec
from handlers.callbacks import Go
from handlers.desk import Button
from handlers.places import Place


def to_form(form: FormSpec) -> Button:
    title = form.title.partition("（")[0]
    return f"去报{title}", Go(to=Place.FORM, id=form.id)
