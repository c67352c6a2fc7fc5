"""The real house as its own process: started, stopped as an operator would, started again."""

import asyncio
import os
import socket
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from aiohttp import ClientConnectionError, ClientSession, ClientTimeout

from tests.forked import ForkedProcess

ROOT = Path(__file__).resolve().parents[3]
# No model to load and no notice to embed: words find what most tests ask for.
WORDS_ONLY = {
    "XUEHUI_EMBEDDING_BASE_URL": "http://127.0.0.1:1/v1",
    "XUEHUI_EMBEDDING_MODEL": "none",
}
PASSED_ON = ("PATH", "HOME", "LANG", "LD_LIBRARY_PATH")
HEALTH_ANSWERS = ClientTimeout(total=5)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@dataclass(kw_only=True)
class HouseProcess:
    """`python -m bot run` in the demonstration, on its own port and data.

    Another `module` may put something into the house before it starts; `forked` saves it its
    imports.
    """

    data: Path
    module: str = "bot"
    port: int = field(default_factory=free_port)
    settings: Mapping[str, str] = field(default_factory=dict)
    forked: bool = True
    process: asyncio.subprocess.Process | ForkedProcess | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    @property
    def log(self) -> Path:
        return self.data / "house.log"

    async def start(self) -> None:
        self.data.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as log:
            self.process = await self._begun(log)
        await self._ready()

    async def _begun(self, log: IO[bytes]) -> asyncio.subprocess.Process | ForkedProcess:
        environment = self._environment()
        folder = self.data  # or a developer's .env would be read
        if self.forked:
            return ForkedProcess(["run"], environment, folder, {1: log, 2: log}, self.module)
        return await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", self.module, "run"),
            cwd=folder,
            env=environment,
            stdout=log,
            stderr=log,
        )

    def _environment(self) -> dict[str, str]:
        kept = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
        return kept | {
            "PYTHONPATH": str(ROOT),
            "XUEHUI_DEMO": "1",
            "XUEHUI_DATA": str(self.data),
            "XUEHUI_WEB_PORT": str(self.port),
            **self.settings,
        }

    async def _ready(self) -> None:
        async with ClientSession(timeout=HEALTH_ANSWERS) as session:
            while not await self._answers(session):
                assert self.process is not None
                assert self.process.returncode is None, self.log.read_text()
                await asyncio.sleep(0.1)

    async def _answers(self, session: ClientSession) -> bool:
        try:
            async with session.get(f"{self.url}healthz") as response:
                return response.status == 200
        except (ClientConnectionError, TimeoutError):
            return False

    async def stop(self) -> None:
        if self.process is not None and self.process.returncode is None:
            self.process.terminate()
            await self.process.wait()
