"""Files as people send them, and drafts that have come as far as to ask for one."""

from forms.drafts import Draft, Place
from forms.examples import example_for
from forms.specification import FieldType
from handlers.desk import Desk
from handlers.filing.files.attaching import Sent
from handlers.filing.memory import Memory
from tests.handlers.review.conftest import Office

JPG, PNG = b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n"


def pdf(name: str = "议程.pdf", text: str = "", album: str = "") -> Sent:
    return Sent(name=name, content=f"%PDF-1.4\n{name}{text}".encode(), album=album)


def photo(number: int, album: str = "") -> Sent:
    return Sent(name="图片.jpg", content=JPG + bytes([number]), album=album)


async def begun(office: Office, form_id: str, by: str = "secretary") -> str:
    """A draft of one's own, as the form's page begins it."""
    return await office.at(by, lambda desk: _begun(office, desk, form_id))


async def _begun(office: Office, desk: Desk, form_id: str) -> str:
    beginning = office.services.starting.beginning
    society = office.home if beginning.form(form_id).by == "secretary" else None
    return (await beginning.start(desk, form_id, society)).case.id


async def asking(office: Office, filing_id: str, name: str, by: str = "secretary") -> None:
    """Everything is answered but the files; this one is asked for."""
    await office.at(by, lambda desk: _asking(office, desk, filing_id, name))


async def _asking(office: Office, desk: Desk, filing_id: str, name: str) -> None:
    offices = office.services.offices
    case = await offices.open_own(desk, filing_id)
    draft = example_for(case.filling, 0, case.draft).draft
    files = {each.name for each in case.form.fields if each.type is FieldType.FILE}
    answers = {name: answer for name, answer in draft.answers.items() if name not in files}
    draft = Draft(**{**draft.plain(), "answers": answers, "finished": draft.finished})
    memory = Memory().editing(Place(name))
    await offices.keep(desk, case, draft, memory.plain())


async def sends(office: Office, filing_id: str, *sent: Sent, by: str = "secretary") -> str:
    """What is said about the last of them."""
    text = ""
    for each in sent:
        reply = await office.at(
            by,
            lambda desk, each=each: office.services.incoming.in_the_middle(desk, filing_id, each),
        )
        text = reply.text
    return text
