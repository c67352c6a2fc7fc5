"""Every service of every room, wired."""

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from bot.agenda_room import agenda_guides, agenda_services
from bot.broadcast_room import broadcast_guides, broadcast_services, broadcast_talks
from bot.channels.door import Door
from bot.forms_room import forms_guides, forms_services, forms_talks
from bot.libraries import build_proposer
from bot.links import DoorLinks
from bot.metrics import Metrics
from bot.notices_room import notices_guides, notices_services
from bot.people_room import people_guides, people_services
from bot.questions_room import questions_guides, questions_services
from bot.scoring_room import scoring_room_guides, scoring_services
from bot.services import Services
from bot.settings import Settings
from handlers.ask.service import Asking
from handlers.guiding import Guiding
from handlers.help.service import Helping
from knowledge.library import Library
from storage.clock import Clock
from storage.engine import Database


def furnished(
    settings: Settings,
    library: Library,
    metrics: Metrics,
    clock: Clock,
    database: Database,
    doors: Sequence[Door],
) -> Services:
    links = DoorLinks(page_url=settings.page_url, doors=doors)
    people = people_services(settings, database, links)
    forms = forms_services(settings, links, library)
    scoring = scoring_services(settings, forms.moving)
    broadcast = broadcast_services(settings, forms.catalogue, library)
    agenda = agenda_services(settings, forms.offices)
    notices = notices_services(settings, library)
    questions = questions_services(settings, library, notices.stacks)
    every = (
        *people_guides(people, settings),
        *forms_guides(forms, settings),
        *scoring_room_guides(scoring),
        *broadcast_guides(broadcast, settings),
        *agenda_guides(agenda),
        *notices_guides(notices),
        *questions_guides(questions),
    )
    guides = {guide.name: guide for guide in every}
    talks = forms_talks(forms, settings, build_proposer(library.language))
    return Services(
        asking=_asking(library, metrics, clock),
        helping=Helping(
            association=settings.association,
            guides=guides,
            forms={form.id: form.title for form in forms.catalogue.forms.values()},
        ),
        guiding=Guiding(guides=guides, talks=talks | broadcast_talks(broadcast)),
        links=links,
        **_by_name(people, forms, scoring, broadcast, agenda, notices, questions),
    )


def _asking(library: Library, metrics: Metrics, clock: Clock) -> Asking:
    return Asking(
        library=library,
        clock=clock,
        on_answer=lambda tier: metrics.answers.labels(tier).inc(),
    )


def _by_name(*furnished: Any) -> dict[str, Any]:
    return {each.name: getattr(room, each.name) for room in furnished for each in fields(room)}
