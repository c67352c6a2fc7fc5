"""What may follow, as buttons."""

from handlers.callbacks import Go
from handlers.desk import Button
from handlers.people.importing.books import Table
from handlers.people.importing.tally import Tally
from handlers.place_words import LABELS
from handlers.places import Place

PLACES = {
    Table.SOCIETIES: Place.IMPORT_SOCIETIES,
    Table.MEMBERS: Place.IMPORT_MEMBERS,
    Table.INVITATIONS: Place.INVITE_ALL,
}
GO = {
    Table.SOCIETIES: "导入好的 {good:,} 行",
    Table.MEMBERS: "导入（我确认已告知会员）",
    Table.INVITATIONS: "生成邀请码",
}

INVITE_NOW: tuple[Button, ...] = ((GO[Table.INVITATIONS], Go(to=Place.INVITE_ALL, n=1)),)


def templates(table: Table) -> tuple[Button, ...]:
    if table is Table.SOCIETIES:
        return (("下载模板", Go(to=Place.SOCIETY_TEMPLATE)),)
    return (("下载模板", Go(to=Place.MEMBER_TEMPLATE)),) if table is Table.MEMBERS else ()


def under_way(import_id: str, label: str = "停止") -> tuple[Button, ...]:
    return ((label, Go(to=Place.IMPORT_STOP, id=import_id)),)


def after_check(import_id: str, table: Table, tally: Tally) -> tuple[Button, ...]:
    go = (GO[table].format(good=tally.good), Go(to=Place.IMPORT_GO, id=import_id))
    return go, ("不导入", Go(to=Place.IMPORT_STOP, id=import_id))


def after_import(table: Table, society_id: str | None) -> tuple[Button, ...]:
    """Where to look at what has come in, and what comes next."""
    match table:
        case Table.SOCIETIES:
            ways = [(Place.SOCIETIES, LABELS[Place.SOCIETIES]), (Place.INVITE_ALL, "批量邀请秘书")]
        case Table.MEMBERS:
            ways = [(Place.ROSTER, LABELS[Place.ROSTER])]
        case Table.INVITATIONS:
            ways = [(Place.INVITATIONS, LABELS[Place.INVITATIONS])]
    where = society_id if table is Table.MEMBERS and society_id else ""
    return tuple((label, Go(to=place, id=where)) for place, label in ways)


def offers(
    table: Table, file_id: str, societies: list[tuple[str | None, str]]
) -> tuple[Button, ...]:
    """Check it for one of these; the number tells which."""
    label = "检查导入" if len(societies) < 2 else "检查导入（{}）"
    return (
        *(
            (label.format(name), Go(to=PLACES[table], id=file_id, n=number))
            for number, (_, name) in enumerate(societies, 1)
        ),
        ("不用", Go(to=Place.IMPORT_STOP, id=file_id, n=1)),
    )


def which(to: Place, societies: list[tuple[str, str]]) -> tuple[Button, ...]:
    return tuple((name, Go(to=to, id=identity)) for identity, name in societies)


def sure(society_id: str) -> tuple[Button, ...]:
    return (
        ("导出完整号码", Go(to=Place.EXPORT_ROSTER_WHOLE, id=society_id, n=1)),
        ("只要末四位", Go(to=Place.EXPORT_ROSTER, id=society_id)),
    )


def with_mobiles() -> tuple[Button, ...]:
    return (("导出（含联系人手机）", Go(to=Place.EXPORT_SOCIETIES, n=1)),)
