"""What the commands about forms share: the catalogue, a form by its id."""

from bot.commands.common import fail
from forms.loading import load_catalogue
from forms.nodes import SpecificationFault
from forms.specification import Catalogue, FormSpec

UNKNOWN = "没有「{id}」这张表。可用：{known}。"


def catalogue_or_exit() -> Catalogue:
    try:
        return load_catalogue()
    except SpecificationFault as fault:
        raise fail(f"✗ {fault}") from fault


def form_or_exit(catalogue: Catalogue, form_id: str) -> FormSpec:
    if form_id not in catalogue.forms:
        raise fail(UNKNOWN.format(id=form_id, known="、".join(catalogue.forms)))
    return catalogue.forms[form_id]
