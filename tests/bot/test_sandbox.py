"""Whatever is sent, the house stands: a clear refusal, little memory, and it keeps answering."""

import asyncio
import os
import resource
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot import sandbox
from bot.imports.sheet_reader import SandboxedSheets
from bot.sandbox import Limits, SandboxFailed
from forms.refusal_texts import FOREIGN, TEXTS, sentence
from forms.refusals import (
    KINDS,
    Bomb,
    Damaged,
    FileRefused,
    Foreign,
    NotAWorkbook,
    OutOfMemory,
    TimedOut,
    TooLarge,
    TooManyRows,
    Trick,
)
from forms.rosters import MEMBERS
from tests.bot import hostile
from tests.effort import beating, slowness

JOBS = "tests.bot.hostile"


@asynccontextmanager
async def still_answering() -> AsyncIterator[None]:
    """The loop is never held up for long, and this process does not grow."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    async with beating(0.01) as beat:
        yield
    assert beat.longest < 0.5 * slowness()
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50 * 1024


async def refusal(data: bytes, name: str, tmp_path: Path) -> FileRefused:
    path = tmp_path / "file"
    path.write_bytes(data)
    with pytest.raises(FileRefused) as refused:
        async with still_answering(), SandboxedSheets().open(MEMBERS, path, name) as sheet:
            async for _ in sheet.rows:
                pass
    assert sentence(refused.value).endswith("。")
    return refused.value


@pytest.mark.parametrize(
    ("make", "name", "what"),
    [
        (bytes, "a.xlsx", Foreign.EMPTY),
        (lambda: hostile.ole("EncryptedPackage"), "a.xlsx", Foreign.ENCRYPTED),
        (lambda: hostile.ole("Workbook"), "a.xls", Foreign.OLD_WORKBOOK),
        (lambda: hostile.ole("Workbook"), "renamed.xlsx", Foreign.OLD_WORKBOOK),
        ("姓名,手机号\n张三,1".encode, "a.xlsx", Foreign.TEXT),
        (hostile.word, "a.xlsx", Foreign.WORD),
        (lambda: b"%PDF-1.7\0", "a.xlsx", Foreign.OTHER),
        (lambda: hostile.with_entry("xl/vbaProject.bin", b"x"), "a.xlsx", Foreign.MACROS),
        (hostile.honest, "a.xlsm", Foreign.MACROS),
    ],
)
async def test_says_what_it_is_instead(
    make: Callable[[], bytes], name: str, what: Foreign, tmp_path: Path
) -> None:
    refused = await refusal(make(), name, tmp_path)
    assert isinstance(refused, NotAWorkbook) and refused.what is what


@pytest.mark.parametrize(
    ("make", "trick"),
    [
        (hostile.zip_bomb, Trick.SIZE),
        (lambda: hostile.with_entry("xl/a.xml", bytes(30 * 2**20)), Trick.RATIO),
        (hostile.many_entries, Trick.ENTRIES),
        (lambda: hostile.with_entry("xl/../../../etc/passwd", b"x"), Trick.PATHS),
        (lambda: hostile.with_entry("/etc/passwd", b"x"), Trick.PATHS),
        (lambda: hostile.with_entry("..\\evil.dll", b"x"), Trick.PATHS),
        (lambda: hostile.with_entry(hostile.SHEET, hostile.LAUGHS), Trick.ENTITIES),
        (lambda: hostile.with_entry("xl/workbook.xml", hostile.LAUGHS), Trick.ENTITIES),
    ],
)
async def test_refuses_tricks(make: Callable[[], bytes], trick: Trick, tmp_path: Path) -> None:
    refused = await refusal(make(), "a.xlsx", tmp_path)
    assert isinstance(refused, Bomb) and refused.trick is trick


async def test_refuses_what_is_too_large(tmp_path: Path) -> None:
    refused = await refusal(bytes(20 * 2**20 + 1), "a.xlsx", tmp_path)
    assert isinstance(refused, TooLarge)


async def test_refuses_half_a_file(tmp_path: Path) -> None:
    data = hostile.honest()
    assert isinstance(await refusal(data[: len(data) // 2], "a.xlsx", tmp_path), Damaged)
    broken = hostile.with_entry("xl/workbook.xml", b"<workbook")
    assert isinstance(await refusal(broken, "a.xlsx", tmp_path), Damaged)


async def test_rows_without_end_end(tmp_path: Path) -> None:
    refused = await refusal(hostile.endless_rows(101_000), "a.xlsx", tmp_path)
    assert isinstance(refused, TooManyRows)


async def test_a_row_as_large_as_memory_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "file.xlsx"
    path.write_bytes(hostile.one_huge_row(600_000))
    sheets = SandboxedSheets(Limits(memory=160 * 2**20, cpu_seconds=60))
    with pytest.raises(OutOfMemory):
        async with still_answering(), sheets.open(MEMBERS, path, "a.xlsx"):
            pass


async def test_reads_an_honest_file_from_bytes() -> None:
    async with still_answering(), SandboxedSheets().open(
        MEMBERS, hostile.honest(250), "名册.xlsx"
    ) as sheet:  # fmt: skip
        rows = [row async for row in sheet.rows]
    assert [row.number for row in rows] == list(range(2, 252))
    assert rows[0].values["mobile"] == "13812345678" and not rows[0].faults


async def test_one_result(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"123")
    assert await sandbox.run(f"{JOBS}:size", tmp_path / "a") == 3


@pytest.mark.parametrize(
    ("job", "limits", "error"),
    [
        ("spin", Limits(cpu_seconds=1), TimedOut),
        ("sleep", Limits(wall_seconds=0.5), TimedOut),
        ("hoard", Limits(), OutOfMemory),
        ("break_down", Limits(), SandboxFailed),
        ("write", Limits(), SandboxFailed),
        ("unknown", Limits(), SandboxFailed),
    ],
)
async def test_keeps_the_limits(
    job: str, limits: Limits, error: type[Exception], tmp_path: Path
) -> None:
    with pytest.raises(error) as raised:
        async with still_answering():
            await sandbox.run(f"{JOBS}:{job}", tmp_path / "a", limits=limits)
    assert str(tmp_path) not in str(raised.value)


async def test_the_child_is_gone_when_nobody_listens(tmp_path: Path) -> None:
    others = children()
    async with sandbox.rows(f"{JOBS}:count", tmp_path, {"most": 10**9}) as numbers:
        async for number in numbers:
            if number == 1000:
                break
    assert children() <= others


async def test_the_child_is_gone_when_cancelled(tmp_path: Path) -> None:
    others = children()
    work = asyncio.create_task(sandbox.run(f"{JOBS}:spin", tmp_path))
    await asyncio.sleep(0.3)
    assert len(children() - others) == 1
    work.cancel()
    with pytest.raises(asyncio.CancelledError):
        await work
    assert children() <= others


async def test_the_child_carries_nothing_heavy_and_no_secrets(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XUEHUI_TELEGRAM_TOKEN", "1:secret")
    loaded = await sandbox.run(f"{JOBS}:modules", tmp_path)
    assert not {"aiogram", "chromadb", "sqlalchemy", "aiohttp"}.intersection(loaded)
    assert "XUEHUI_TELEGRAM_TOKEN" not in sandbox.ENVIRONMENT


def test_there_is_a_sentence_for_every_refusal() -> None:
    assert set(TEXTS) == set(KINDS.values()) and set(FOREIGN) == set(Foreign)


def children() -> set[int]:
    found = Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").read_text().split()
    return {int(each) for each in found}
