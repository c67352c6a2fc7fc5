"""Where the shelf of notices leads."""

from collections.abc import Sequence
from datetime import date

from handlers.callbacks import Go
from handlers.desk import Button
from handlers.notices.naming import cut
from handlers.notices.shelf.shown import Shown
from handlers.notices.words import ACTS, AUDIENCES, CHOSEN
from handlers.paging import turning
from handlers.place_words import LABELS
from handlers.places import Place
from knowledge.labels import label_of_notice
from knowledge.notice import Audience, Standing
from knowledge.reading.reading import Act
from storage.notice_records import NoticeRecord
from storage.notice_relations import Relation, RelationState

LONGEST, LONGEST_LINE = 40, 64
ADD: Button = (LABELS[Place.ADD_NOTICE], Go(to=Place.ADD_NOTICE))
FIND: Button = (LABELS[Place.FIND_NOTICE], Go(to=Place.FIND_NOTICE))
INTAKES: Button = (LABELS[Place.INTAKES], Go(to=Place.INTAKES))
SHELF: Button = (LABELS[Place.NOTICES], Go(to=Place.NOTICES))
# The numbers of Place.RETIRE_NOTICE, of Place.RELATION and of Place.DELETE_NOTICE.
STANDINGS = {1: Standing.CURRENT, 2: Standing.SUPERSEDED, 3: Standing.REPEALED}
EXPIRY = 4
YES, NO = 1, 2
SURE, SURER = 1, 2


def listed(
    records: Sequence[NoticeRecord], number: int, pages: int, today: date
) -> tuple[Button, ...]:
    turns = turning(lambda n: Go(to=Place.NOTICES, n=n), number, pages)
    return (*(_one(each, today) for each in records), *turns, FIND, ADD, INTAKES)


def found(records: Sequence[NoticeRecord], today: date) -> tuple[Button, ...]:
    return (*(_one(each, today) for each in records), FIND, SHELF)


def _one(record: NoticeRecord, today: date) -> Button:
    """「〔工作人员〕〔已废止〕关于……的通知（文号）」: what is cut off is said where it opens."""
    readers = Audience(record.audience)
    marks = ("" if readers is Audience.ALL else AUDIENCES[readers], label_of_notice(record, today))
    number = f"（{record.document_number}）" if record.document_number else ""
    label = "".join([*(f"〔{each}〕" for each in marks if each), record.title, number])
    return cut(label, LONGEST_LINE), Go(to=Place.NOTICE, id=record.id)


def one(seen: Shown) -> tuple[Button, ...]:
    identity, record = seen.record.id, seen.record
    open_ = [each for each in seen.says if each.other_id and each.state is RelationState.PROPOSED]
    open_ += [each for each, _ in seen.said_of_it if each.state is RelationState.PROPOSED]
    buttons: list[Button] = [_relation(each) for each in open_]
    buttons += [
        ("改内容", Go(to=Place.CHANGE_NOTICE, id=identity)),
        ("谁能看", Go(to=Place.NOTICE_READERS, id=identity)),
        ("有效、失效", Go(to=Place.RETIRE_NOTICE, id=identity)),
        ("换成新版本", Go(to=Place.REPLACE_NOTICE, id=identity)),
        ("大纲", Go(to=Place.NOTICE_OUTLINE, id=identity)),
    ]
    if record.file_digest:
        buttons.append(("下载原件", Go(to=Place.NOTICE_FILE, id=identity)))
    if seen.successor:
        label = f"看替代它的《{seen.successor.title}》"[:LONGEST]
        buttons.append((label, Go(to=Place.NOTICE, id=seen.successor.id)))
    buttons.append(("删除", Go(to=Place.DELETE_NOTICE, id=identity)))
    return (*buttons, SHELF)


def _relation(said: Relation) -> Button:
    label = f"核对：{ACTS[Act(said.act)]}《{said.title}》"
    return label[:LONGEST], Go(to=Place.RELATION, id=said.id)


def back(identity: str) -> Button:
    return "回到这份通知", Go(to=Place.NOTICE, id=identity)


def readers(identity: str) -> tuple[Button, ...]:
    buttons: list[Button] = [
        (AUDIENCES[each], Go(to=Place.NOTICE_READERS, id=identity, n=number))
        for number, each in enumerate(CHOSEN, 1)
    ]
    return (*buttons, back(identity))


def standings(identity: str) -> tuple[Button, ...]:
    labels = {1: "有效", 2: "已被替代", 3: "已废止", EXPIRY: "到某一天失效"}
    buttons: list[Button] = [
        (label, Go(to=Place.RETIRE_NOTICE, id=identity, n=number))
        for number, label in labels.items()
    ]
    return (*buttons, back(identity))


def outline(identity: str, number: int, pages: int) -> tuple[Button, ...]:
    turns = turning(lambda n: Go(to=Place.NOTICE_OUTLINE, id=identity, n=n), number, pages)
    return (*turns, back(identity))


def relation(said: Relation) -> tuple[Button, ...]:
    buttons: list[Button] = []
    if said.other_id and said.state is RelationState.PROPOSED:
        buttons.append(("是", Go(to=Place.RELATION, id=said.id, n=YES)))
        buttons.append(("不是", Go(to=Place.RELATION, id=said.id, n=NO)))
    if said.other_id:
        buttons.append(("看那一份", Go(to=Place.NOTICE, id=said.other_id)))
    return (*buttons, back(said.notice_id))


def sure(identity: str) -> tuple[Button, ...]:
    return (
        ("删除", Go(to=Place.DELETE_NOTICE, id=identity, n=SURE)),
        ("不删", Go(to=Place.NOTICE, id=identity)),
    )


def surer(identity: str) -> tuple[Button, ...]:
    return (
        ("不删", Go(to=Place.NOTICE, id=identity)),
        ("确定删除", Go(to=Place.DELETE_NOTICE, id=identity, n=SURER)),
    )
