"""What somebody is to one filing: that decides what they may see and do."""

from forms.specification import FormSpec
from forms.workflow import START, Mover
from storage.filings import Filing
from storage.people import Person
from storage.roles import Role

_OF_THE_SOCIETY = {Role.LEADER: Mover.LEADER, Role.PARTY_HEAD: Mover.PARTY_HEAD}
_OF_THE_ASSOCIATION = {
    Role.STAFF: (Mover.STAFF,),
    Role.ADMINISTRATOR: (Mover.STAFF,),
    Role.STAFF_HEAD: (Mover.STAFF, Mover.STAFF_HEAD),
}


def movers_of(
    person: Person, filing: Filing, form: FormSpec, *, scores: bool = False
) -> frozenset[Mover]:
    """`scores`: they were asked to, and have not withdrawn.

    A draft is its filer's alone; nobody reviews what they have filed themselves.
    """
    if filing.person_id == person.id:
        own = {Mover.SUBMITTER}
        return frozenset(own if filing.state == START else own | _at_home(person, filing))
    if filing.state == START:
        return frozenset()
    found = _at_home(person, filing)
    if form.by == "secretary" and person.holds_in(filing.society_id, Role.SECRETARY):
        found.add(Mover.SUBMITTER)
    for role, movers in _OF_THE_ASSOCIATION.items():
        if person.holds(role):
            found |= set(movers)
    if scores:
        found.add(Mover.EXPERT)
    return frozenset(found)


def _at_home(person: Person, filing: Filing) -> set[Mover]:
    return {
        mover
        for role, mover in _OF_THE_SOCIETY.items()
        if person.holds_in(filing.society_id, role)
    }
