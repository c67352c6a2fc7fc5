"""PDFs made to hurt: the child that reads them dies within its limits, and that is said."""

from base64 import b64decode
from pathlib import Path

import pytest

from bot import sandbox
from forms.refusals import OutOfMemory
from tests.knowledge.printing import pdf_of

LIMITS = sandbox.Limits(memory=512 * 2**20, cpu_seconds=10, wall_seconds=60)


# A gibibyte of blanks, deflated three times.
PACKED = b64decode(
    "eNqruPX2jqLfnECJtouZEpcaMhwFWNhOM3lkzRK5/MChQc2DRe64D0cTa4mgDkPjkY3MUSLcDooBuRo+N5hP/p+z"
    "eF3d0+mznz/59zHNqso08v/X/OSvRYUsDAwMPHeenL95Z/n2479O3z1/txYokvCCb3+d5Pk+pnr+a9vOMAJFmsv/"
    "/b196U37gcsvP96QAQoYVGif57dP295we/rqp7bVQJEDD/6K8QDpBpGDQJIhQxDMEQNzOpA5ozKjMqMyozKjMqMy"
    "hGSmLf6ecODHp8LnVdV1Xzaa6S+bL/6PmUlpsyYAXaVIJA=="
)


def bomb() -> bytes:
    return pdf_of([
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>",
        b"<</Filter[/FlateDecode/FlateDecode/FlateDecode]/Length %d>>stream\n%b\nendstream"
        % (len(PACKED), PACKED),
    ])  # fmt: skip


async def test_a_bomb_of_a_pdf_goes_off_in_the_child(tmp_path: Path) -> None:
    path = tmp_path / "bomb.pdf"
    path.write_bytes(bomb())
    assert path.stat().st_size < 2_000
    about = {"name": path.name, "today": "2026-01-01"}
    with pytest.raises(OutOfMemory):
        await sandbox.run("bot.notice_jobs:read", path, about, LIMITS)
