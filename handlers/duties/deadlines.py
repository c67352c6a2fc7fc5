"""Deadlines that staff have set: for whom they are, and who has met them."""

from collections.abc import Collection, Mapping, Sequence
from datetime import timedelta

from forms.periods import Window, window_now
from forms.specification import FormSpec
from handlers.duties.buttons import to_form
from handlers.duties.duty import Source
from handlers.duties.matter import Matter
from handlers.duties.view import OVERDUE_DAYS, View
from handlers.readers import OF_WHOM_MUCH_IS_DUE
from storage.audiences import Conditions
from storage.deadlines import PREFIX, Deadline
from storage.duty_facts import HandedIn, Home
from storage.roles import Role

FROM_NOTICE = "{notice}：「{sentence}」"
SET_HERE = "省科协工作人员布置的期限。"


async def deadline_matters(view: View) -> list[Matter]:
    """Confirmed ones; one that is not done stays a year after its day."""
    since = view.today - timedelta(days=OVERDUE_DAYS)
    found = await view.archive.deadlines.on(since, view.until)
    return await matters_of(view, found) if found else []


async def matters_of(view: View, found: Sequence[Deadline]) -> list[Matter]:
    """Of these deadlines, whether they are confirmed or not."""
    tagged = await _tagged(view, found)
    filed = await _filed(view, found)
    ticked = await view.archive.duties_done.of([f"{PREFIX}{each.id}" for each in found])
    named = await _named(view, found)
    matters = []
    for each in found:
        concerned = homes_for(view.homes, Conditions.of(each.audience), tagged)
        form = view.catalogue.forms.get(each.form or "")
        key = f"{PREFIX}{each.id}"
        done = {owner for thing, owner in ticked if thing == key}
        if form:
            done |= _met(each, filed, window_now(form, view.policy.values, view.now))
        matters.append(
            Matter(
                key=key,
                source=Source.NOTICE,
                what=each.title,
                due=each.due_on,
                concerned=concerned,
                done=frozenset(done),
                basis=_basis(each, named),
                roles=_roles(each),
                button=to_form(form) if form else None,
                can_be_ticked=form is None,
            )
        )
    return matters


def homes_for(
    homes: Sequence[Home], wanted: Conditions, tagged: Collection[tuple[str, str]] = ()
) -> tuple[Home, ...]:
    """The societies that meet all conditions on societies; without any, every society proper."""
    kinds = wanted.kinds or ("society",)

    def fits(home: Home) -> bool:
        sorts = (
            (wanted.societies, home.id),
            (wanted.disciplines, home.discipline),
            (wanted.cities, home.city),
            (kinds, home.kind),
            (wanted.classifications, home.classification),
        )
        named = all(not values or value in values for values, value in sorts)
        return named and (not wanted.tags or any((home.id, tag) in tagged for tag in wanted.tags))

    return tuple(filter(fits, homes))


def _roles(deadline: Deadline) -> tuple[Role, ...]:
    named = Conditions.of(deadline.audience).roles
    return tuple(Role(each) for each in named) or (Role.SECRETARY,)


def _met(deadline: Deadline, filed: Sequence[HandedIn], window: Window | None) -> set[str]:
    """Filed since it was set; of a form of every year, for this year."""
    return {
        each.society_id
        for each in filed
        if each.form == deadline.form
        and (each.at >= deadline.created_at or (window and each.title == window.subject))
    }


async def _named(view: View, found: Sequence[Deadline]) -> Mapping[str, str]:
    """Of the notices they come from those that whoever has the duty may read."""
    notices = {each.notice_id for each in found if each.notice_id}
    if not notices:
        return {}
    readable = await view.archive.notices.readable(OF_WHOM_MUCH_IS_DUE)
    return await view.archive.notices.named(notices & readable)


def _basis(deadline: Deadline, named: Mapping[str, str]) -> str:
    """Neither name nor words of a notice that is for staff only, or is gone."""
    notice = named.get(deadline.notice_id or "", "")
    if deadline.notice_id and not notice:
        return SET_HERE
    if deadline.sentence:
        return FROM_NOTICE.format(notice=notice or "通知原文", sentence=deadline.sentence)
    return f"{notice}。" if notice else SET_HERE


async def _tagged(view: View, found: Sequence[Deadline]) -> set[tuple[str, str]]:
    tags = {tag for each in found for tag in Conditions.of(each.audience).tags}
    return await view.archive.duty_facts.tagged(tags) if tags else set()


async def _filed(view: View, found: Sequence[Deadline]) -> list[HandedIn]:
    forms = {each.form for each in found if each.form in view.catalogue.forms}
    if not forms:
        return []
    since = min(each.created_at for each in found if each.form)
    if any(_is_periodic(view.catalogue.forms[each]) for each in forms if each):
        since = min(since, view.now.replace(month=1, day=1, hour=0, minute=0))
    return await view.archive.duty_facts.handed_in(
        {each for each in forms if each}, since, view.whose.society_ids
    )


def _is_periodic(form: FormSpec) -> bool:
    return form.periodic is not None
