"""The commands as processes: beside a bot that runs, into a pipe that closes."""

import asyncio
import json
import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from aiohttp import ClientSession

from tests.bot.page.house import ROOT, WORDS_ONLY, HouseProcess
from tests.effort import PATIENCE_SECONDS
from tests.forked import ForkedProcess, called_in_a_fork


class LeanHouse(HouseProcess):
    """`run` without its model: it owns the index all the same."""

    def _environment(self) -> dict[str, str]:
        return super()._environment() | WORDS_ONLY


def environment(data: Path, **settings: str) -> dict[str, str]:
    kept = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error"}
    return kept | WORDS_ONLY | {"XUEHUI_DATA": str(data)} | settings


async def called(
    data: Path, *words: object, given: str = "", **settings: str
) -> tuple[int, str, str]:
    """Exit status, standard output and standard error of `python -m bot …`."""
    return await called_in_a_fork([*map(str, words)], environment(data, **settings), data, given)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def house(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[HouseProcess]:
    house = LeanHouse(data=tmp_path_factory.mktemp("house"))
    await house.start()
    yield house
    await house.stop()


@pytest.mark.asyncio(loop_scope="module")
async def test_a_second_owner_is_refused(house: HouseProcess) -> None:
    code, out, err = await called(house.data, "run", XUEHUI_WEB_PORT="0")
    assert (code, out) == (1, "")
    assert err == "数据文件夹正被另一个学会助手使用，请先停掉它再启动。\n"


@pytest.mark.asyncio(loop_scope="module")
async def test_ask_beside_a_running_bot_goes_by_words(house: HouseProcess) -> None:
    code, out, err = await called(house.data, "ask", "--json", "学会换届先报什么材料？")
    assert code == 0
    assert json.loads(out)["citations"]
    assert err == "机器人正在使用索引，这里只按字词查找。\n"


@pytest.mark.asyncio(loop_scope="module")
async def test_what_is_indexed_beside_a_running_bot_reaches_it(
    house: HouseProcess, tmp_path: Path
) -> None:
    (tmp_path / "new.txt").write_text("关于借书的通知\n\n图书室每周三下午开放。")
    before = await held(house)
    code, out, err = await called(house.data, "index", tmp_path / "new.txt")
    assert code == 0
    assert out.startswith("新收 1 份")
    assert "机器人正在运行：先存下来，它会在一分钟内自己读到。" in err
    async with asyncio.timeout(PATIENCE_SECONDS):
        while await held(house) != before + 1:  # noqa: ASYNC110 - it happens in another process
            await asyncio.sleep(0.5)


async def held(house: HouseProcess) -> int:
    async with ClientSession() as session, session.get(f"{house.url}healthz") as answer:
        return int((await answer.json())["index"]["notices"])


async def test_a_closed_pipe_is_quiet(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("关于借书的通知\n\n图书室每周三下午开放。")
    (tmp_path / "questions").write_text("图书室哪天开放？\n" * 500)
    words = ["ask", "--json", "--notices", "a.txt", "-"]
    reading, writing = os.pipe()
    with (
        (tmp_path / "questions").open("rb") as questions,
        (tmp_path / "err").open("wb") as err,
        os.fdopen(writing, "wb") as closed,
    ):
        os.close(reading)  # as `head -1` does once it has its line
        streams = {0: questions, 1: closed, 2: err}
        await ForkedProcess(words, environment(tmp_path), tmp_path, streams).wait()
    told = (tmp_path / "err").read_text()
    assert "Traceback" not in told
    assert "Broken pipe" not in told


@pytest.mark.asyncio(loop_scope="module")
async def test_lost_keys_are_told_at_the_start(tmp_path: Path) -> None:
    """The demonstration has sealed numbers; its key goes, and the next start says so."""
    house = LeanHouse(data=tmp_path)
    await house.start()
    await house.stop()
    assert "打不开" not in house.log.read_text()
    (tmp_path / "data.keys").unlink()
    await house.start()
    await house.stop()
    told = house.log.read_text()
    assert "项信息是用另一个密钥加密的，现在打不开" in told
    assert "data.keys" in told
