"""What somebody may hear of, and for whom it is part of the office."""

from enum import StrEnum

from storage.people import Person
from storage.roles import Role


class Topic(StrEnum):
    """As it stands in the table of mutes."""

    DUTIES = "duties"
    EVENTS = "events"
    DIGEST = "digest"
    ANNOUNCEMENTS = "announcements"


# Who holds one of these hears of it, whatever they have muted before.
MANDATORY = {
    Topic.DUTIES: frozenset({Role.SECRETARY}),
    Topic.DIGEST: frozenset({Role.STAFF_HEAD}),
}


def is_mandatory(topic: Topic, person: Person) -> bool:
    return person.holds(*MANDATORY.get(topic, ()))


def topics_of(person: Person) -> tuple[Topic, ...]:
    """What there is for them to hear."""
    return tuple(each for each in Topic if each is not Topic.DIGEST or person.is_staff)
