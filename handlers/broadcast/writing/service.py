"""Announcements: listed, begun, changed, copied and dropped by the association's staff."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

from forms.specification import Catalogue
from forms.values import Complaint
from handlers.announced import MOST_CHOICES, READ, Content, Piece
from handlers.attachments import safe_name
from handlers.broadcast.cast import BY, BroadcastMoved, Cast, change, opened, unsent
from handlers.broadcast.naming import Item, items_of
from handlers.broadcast.writing import wording
from handlers.broadcast.writing.groups import GROUPS
from handlers.desk import Desk
from handlers.markup import opening
from handlers.noting import note
from handlers.paging import PAGE, page_among
from handlers.rights import Action, require
from storage.audiences import Breakdown, Conditions
from storage.broadcasts import Broadcast, BroadcastState

MOST_PIECES, MOST_LINKS, MOST_FORMS = 10, 5, 3
LONGEST_TITLE = 60
LET_GO = timedelta(days=1)  # what a discarded draft kept stays a day, for who had it copied


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One announcement, and what is said about it beside."""

    cast: Cast
    audience: Breakdown | None  # None: nobody is chosen yet
    names: Mapping[str, str]
    above: int  # more people than this need a second person
    conditions: Sequence[Item] = ()

    @property
    def needs_approval(self) -> bool:
        return self.audience is not None and self.audience.total > self.above


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A page of a group."""

    group: int
    rows: Sequence[Broadcast]
    number: int
    pages: int
    total: int
    names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """The use cases of the desk where announcements are made."""

    catalogue: Catalogue
    above: int

    async def counts(self, desk: Desk) -> list[int]:
        """How many there are in each group."""
        require(desk.person, Action.BROADCAST)
        return [await desk.archive.broadcasts.count(group.states) for group in GROUPS]

    async def listed(self, desk: Desk, group: int, number: int) -> Listed:
        """The newest first."""
        require(desk.person, Action.BROADCAST)
        group = min(max(group, 0), len(GROUPS) - 1)
        broadcasts, states = desk.archive.broadcasts, GROUPS[group].states
        total = await broadcasts.count(states)
        number, pages = page_among(total, number)
        rows = await broadcasts.newest(states, most=PAGE, skip=number * PAGE)
        names = await desk.archive.people.names([each.created_by or "" for each in rows])
        return Listed(group=group, rows=rows, number=number, pages=pages, total=total, names=names)

    async def one(self, desk: Desk, broadcast_id: str) -> View:
        cast = await opened(desk, broadcast_id)
        row, audience = cast.row, None
        items: list[Item] = []
        if row.audience:
            conditions = Conditions.of(row.audience)
            items = await items_of(desk.archive, self.catalogue, conditions)
            audience = await desk.archive.audiences.breakdown(
                conditions, desk.now, mandatory=row.mandatory
            )
        people = [*cast.makers, row.decided_by or "", (cast.mend or {}).get("by", "")]
        names = await desk.archive.people.names(people)
        return View(cast=cast, audience=audience, names=names, above=self.above, conditions=items)

    def begin(self, desk: Desk) -> None:
        """Before anything is asked: whether they may."""
        require(desk.person, Action.BROADCAST)

    async def begin_change(self, desk: Desk, broadcast_id: str) -> Cast:
        return await unsent(desk, broadcast_id)

    async def write(self, desk: Desk, said: str) -> str:
        """A draft that says this; its id."""
        require(desk.person, Action.BROADCAST)
        text = wording.read(said)
        content = Content(text=text).as_dict() | {BY: desk.person.id}
        title = opening(text.partition("\n")[0], LONGEST_TITLE)
        identity = await desk.archive.broadcasts.add(
            title, by=desk.person.id, now=desk.now, content=content
        )
        await note(desk, "announcement written", identity)
        return identity

    async def rewrite(self, desk: Desk, broadcast_id: str, said: str) -> None:
        cast, text = await unsent(desk, broadcast_id), wording.read(said)
        title = opening(text.partition("\n")[0], LONGEST_TITLE)
        await change(desk, cast, replace(cast.content, text=text), title=title)

    async def add_piece(
        self, desk: Desk, broadcast_id: str, name: str, content: bytes, *, shown: bool
    ) -> Piece:
        """Kept without an end: it belongs to the announcement. `shown`: as a picture."""
        cast = await unsent(desk, broadcast_id)
        pieces = cast.content.pieces
        if not content:
            raise Complaint(wording.EMPTY_FILE)
        if len(pieces) >= MOST_PIECES:
            raise Complaint(wording.TOO_MANY_FILES.format(most=MOST_PIECES))
        name = safe_name(name)
        file = await desk.keep(name, content, None)
        piece = Piece(file_id=file.id, name=name, picture=shown)
        await change(desk, cast, replace(cast.content, pieces=(*pieces, piece)))
        return piece

    async def drop_pieces(self, desk: Desk, broadcast_id: str) -> None:
        cast = await unsent(desk, broadcast_id)
        await _let_go(desk, cast)
        await change(desk, cast, replace(cast.content, pieces=()))

    async def add_link(self, desk: Desk, broadcast_id: str, address: str, label: str) -> None:
        cast = await unsent(desk, broadcast_id)
        links = [each for each in cast.content.links if each[1] != label]
        if len(links) >= MOST_LINKS:
            raise Complaint(wording.TOO_MANY_LINKS.format(most=MOST_LINKS))
        link = (wording.ADDRESS.read(address), label)
        await change(desk, cast, replace(cast.content, links=(*links, link)))

    async def add_form(self, desk: Desk, broadcast_id: str, form: str) -> None:
        cast = await unsent(desk, broadcast_id)
        if form not in self.catalogue.forms:
            raise BroadcastMoved
        forms = [each for each in cast.content.forms if each[0] != form]
        if len(forms) >= MOST_FORMS:
            raise Complaint(wording.TOO_MANY_FORMS.format(most=MOST_FORMS))
        label = wording.FILE_IT.format(title=self.catalogue.forms[form].title)
        await change(desk, cast, replace(cast.content, forms=(*forms, (form, label))))

    async def turn_confirm(self, desk: Desk, broadcast_id: str) -> None:
        """Whether to ask for 已阅: the other way round."""
        cast = await unsent(desk, broadcast_id)
        await change(desk, cast, replace(cast.content, confirm=not cast.content.confirm))

    async def set_choices(self, desk: Desk, broadcast_id: str, choices: Sequence[str]) -> None:
        cast = await unsent(desk, broadcast_id)
        labels = [READ, *(label for _, label in (*cast.content.links, *cast.content.forms))]
        if len(choices) > MOST_CHOICES or set(labels) & set(choices):
            raise Complaint(wording.LIKE_A_BUTTON)
        await change(desk, cast, replace(cast.content, choices=tuple(choices)))

    async def drop_buttons(self, desk: Desk, broadcast_id: str) -> None:
        cast = await unsent(desk, broadcast_id)
        bare = replace(cast.content, links=(), forms=(), choices=(), confirm=False)
        await change(desk, cast, bare)

    async def turn_mandatory(self, desk: Desk, broadcast_id: str) -> None:
        """Whether those get it too who want no announcements: the other way round."""
        cast = await unsent(desk, broadcast_id)
        await change(desk, cast, mandatory=not cast.row.mandatory)

    async def take_back(self, desk: Desk, broadcast_id: str) -> None:
        """From whoever was asked to approve it."""
        await change(desk, await unsent(desk, broadcast_id))

    async def copy(self, desk: Desk, broadcast_id: str) -> str:
        """A draft that says the same to nobody yet: no recipients, no approval, no history."""
        cast = await opened(desk, broadcast_id)
        pieces = []
        for piece in cast.content.pieces:
            file = await desk.archive.files.again(piece.file_id, desk.person.id, desk.now)
            pieces += [replace(piece, file_id=file.id)] if file else []
        content = replace(cast.content, pieces=tuple(pieces)).as_dict() | {BY: desk.person.id}
        identity = await desk.archive.broadcasts.add(
            cast.row.title,
            by=desk.person.id,
            now=desk.now,
            content=content,
            notice_id=cast.row.notice_id,
            copied_from=cast.id,
        )
        await note(desk, "announcement copied", identity)
        return identity

    async def discard(self, desk: Desk, broadcast_id: str, *, sure: bool) -> Cast:
        """Only a draft: whatever went further stays on record."""
        cast = await opened(desk, broadcast_id)
        if cast.state is not BroadcastState.DRAFT:
            raise BroadcastMoved
        if sure:
            if not await desk.archive.broadcasts.drop(cast.id):
                raise BroadcastMoved
            await _let_go(desk, cast)
            await note(desk, "announcement discarded", cast.id)
        return cast


async def _let_go(desk: Desk, cast: Cast) -> None:
    """What it kept, and shares with nobody: a reminder has the files of what it reminds of."""
    ids = {piece.file_id for piece in cast.content.pieces}
    if cast.row.copied_from and (first := await desk.archive.broadcasts.get(cast.row.copied_from)):
        ids -= {piece.file_id for piece in Content.of(first.content).pieces}
    await desk.archive.files.expire(ids, desk.now + LET_GO)
