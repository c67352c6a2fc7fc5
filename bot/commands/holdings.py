"""What `xuehui doctor` finds about what is kept: keys, journal, files, letters on their way."""

from pathlib import Path

from bot.settings import Settings
from storage import keys
from storage.archive import Archive
from storage.checkup import Checkup, check
from storage.engine import Database
from storage.files import Shelf
from storage.rotation import Rotation
from storage.sealed import UNKNOWN

GOOD, NOTE, BAD = "✓", "·", "✗"
Finding = tuple[str, str]
OPEN_TO_OTHERS = 0o077


async def holdings(settings: Settings) -> list[Finding]:
    """The database can be reached: that has been looked at already."""
    try:
        place, vault = _key_file(settings), settings.vault
    except keys.KeysUnreadable:
        return [(BAD, f"密钥文件 {_path(settings)} 读不懂，请从备份恢复它。")]
    except OSError:
        return []  # the data folder cannot be written: that has been said already
    database, shelf = Database(settings.database, vault), Shelf(folder=settings.files, vault=vault)
    try:
        left = await Rotation(database=database, shelf=shelf).left()
        checkup = await check(database, shelf, deeply=False)
        async with database.reading() as work:
            deliveries = await Archive(work).deliveries.count()
    finally:
        await database.close()
    return [place, *_sealed(left, vault.current), *_checked(checkup), *_deliveries(deliveries)]


def _path(settings: Settings) -> Path:
    return settings.data.absolute() / keys.FILE


def _key_file(settings: Settings) -> Finding:
    if settings.keys:
        return (GOOD, "密钥来自设置 XUEHUI_KEYS。请另行保管一份：丢了它，个人信息谁也打不开。")
    keys.kept_keys(settings.data)  # made now, if it was not there
    path = _path(settings)
    if path.stat().st_mode & OPEN_TO_OTHERS:
        return (BAD, f"密钥文件 {path} 别人也能读，请运行：chmod 600 {path}")
    return (GOOD, f"密钥在 {path}，只有本账户能读。请另行保管一份。")


def _sealed(left: dict[str, int], current: str) -> list[Finding]:
    found = []
    if unknown := left.get(UNKNOWN):
        found.append((BAD, f"有 {unknown} 项是用不在这里的密钥封存的，请找回当时的密钥或备份。"))
    old = sum(count for name, count in left.items() if name not in (current, UNKNOWN))
    if old or len(left) - (UNKNOWN in left) > 1:
        found.append((NOTE, f"密钥还没有轮换完（剩 {old} 项），请运行 xuehui keys rotate。"))
    return found


def _checked(checkup: Checkup) -> list[Finding]:
    journal, gone = checkup.journal, checkup.files_gone
    chain = (GOOD, f"日志完整，共 {journal.count} 条。")
    if journal.broken_at is not None:
        chain = (BAD, f"日志从第 {journal.broken_at} 条起对不上，请与备份核对。")
    files = (GOOD, f"文件齐全，共 {checkup.files} 个。")
    if gone:
        files = (BAD, f"有 {gone} 个文件的内容不在了（共 {checkup.files} 个），请从备份恢复。")
    return [chain, files]


def _deliveries(counted: dict[str, int]) -> list[Finding]:
    pending, uncertain = counted.get("pending", 0), counted.get("uncertain", 0)
    failed = counted.get("failed", 0)
    if not uncertain and not failed:
        return [(GOOD, f"待发消息 {pending} 条。")]
    sentence = (
        f"待发消息 {pending} 条；{uncertain} 条不知是否送到，{failed} 条没有送出，"
        "不会自动重发，重要的请另行告知本人。"
    )
    return [(NOTE, sentence)]
