"""What every test may use: the project's root and the shared documents."""

import asyncio
import gc
import os
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
import structlog

from tests.databases import copy_tables, share_statements
from tests.once import work_in
from tests.storage.postgresql import drop_lent_databases

ROOT = Path(__file__).parent.parent


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """A third of its time went into finding no garbage; what has been read stays for good."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


@pytest.fixture(scope="session", autouse=True)
def copied_tables() -> Iterator[None]:
    """Migrations are walked by the tests that are about them; the others get a copy."""
    with pytest.MonkeyPatch.context() as patch:
        copy_tables(patch)
        share_statements(patch)
        yield
    asyncio.run(drop_lent_databases())


@pytest.fixture(scope="session", autouse=True)
def plain_tracebacks() -> None:
    """With every variable of every frame, a catalogue among them, one takes half a minute."""
    for each in structlog.get_config()["processors"]:
        if isinstance(each, structlog.dev.ConsoleRenderer):
            each.exception_formatter = structlog.dev.plain_traceback


@pytest.fixture(scope="session", autouse=True)
def place_of_this_run(tmp_path_factory: pytest.TempPathFactory) -> None:
    work_in(tmp_path_factory.getbasetemp())


@pytest.fixture(scope="session")
def shared() -> Path:
    """Real documents and questions, kept outside the project."""
    place = Path(os.environ.get("XUEHUI_SHARED", ROOT.parent / "shared"))
    if not place.is_dir():
        pytest.skip("the shared documents are not here; set XUEHUI_SHARED to their folder")
    return place
