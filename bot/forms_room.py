"""The forms office, furnished: its services, its conversations, its routers."""

from dataclasses import dataclass
from types import ModuleType

from bot.settings import Settings
from forms.loading import load_catalogue
from forms.specification import Catalogue
from handlers.casework.aftermath import Aftermath
from handlers.casework.moving import Moving
from handlers.casework.offices import Offices
from handlers.casework.post import Post
from handlers.guide import Guide

ROUTERS: tuple[ModuleType, ...] = ()


@dataclass(frozen=True, kw_only=True)
class FormsServices:
    """What the rooms of filing and review may ask for by name."""

    catalogue: Catalogue
    offices: Offices
    moving: Moving


def forms_services(settings: Settings) -> FormsServices:
    catalogue = load_catalogue()
    offices = Offices(catalogue=catalogue)
    moving = Moving(offices=offices, post=Post(), aftermath=Aftermath(()))
    return FormsServices(catalogue=catalogue, offices=offices, moving=moving)


def forms_guides(services: FormsServices, settings: Settings) -> tuple[Guide, ...]:
    """Every guided conversation of the office, beside those that forms make themselves."""
    return ()
