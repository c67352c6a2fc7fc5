"""How fast and how rightly pages are read: PDF and OFD with text, scans in three resolutions.

Each reading is a sandbox child of its own, limited as in service; prints JSON at its end.
"""

import asyncio
import json
import resource
import sys
import tempfile
import time
from collections.abc import Sequence
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from bot import sandbox
from tests.knowledge.printing import (
    SANS,
    SERIF,
    Page,
    as_ofd,
    as_pdf,
    as_picture,
    typeset,
)

SCANNED, TURNED = 2, 0.7  # pages, degrees; in order, no seed
FONTS = {"serif": SERIF, "sans": SANS}
RESOLUTIONS = (300, 200, 150)
LIMITS = sandbox.Limits(cpu_seconds=60, wall_seconds=600)
SAMPLES = Path(__file__).parent.parent / "knowledge" / "samples"


async def measure(sources: Sequence[Path]) -> dict[str, Any]:
    """Times are seconds of CPU, the child's start among them."""
    paragraphs = [line.strip() for path in sources for line in path.read_text().split("\n")]
    pages = typeset([each for each in paragraphs if each])
    figures: dict[str, Any] = {"pages with text": len(pages)}
    with tempfile.TemporaryDirectory() as folder:
        for kind, content in (("pdf", as_pdf(pages)), ("ofd", as_ofd(pages))):
            path = Path(folder) / f"notice.{kind}"
            path.write_bytes(content)
            job, about = "bot.notice_jobs:read", {"name": path.name, "today": "2026-01-01"}
            spent, found = await timed(job, path, about)
            text = found[0]["reading"]["text"]
            figures[f"{kind}: s a page"] = spent / len(pages)
            figures[f"{kind}: paragraphs whole"] = whole(paragraphs, text)
        for font, file in FONTS.items():
            for dpi in RESOLUTIONS if font == "serif" else RESOLUTIONS[:1]:
                name = f"scan, {font}, {dpi} dpi"
                figures |= await recognised(pages[:SCANNED], file, dpi, Path(folder), name)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return {**figures, "peak of a child, MB": peak}


async def recognised(
    pages: Sequence[Page], font: Path, dpi: int, folder: Path, name: str
) -> dict[str, float]:
    path = folder / "scan.tif"
    first, *others = (as_picture(page, font, dpi, turned=TURNED) for page in pages)
    first.save(path, save_all=True, append_images=others)
    numbers = list(range(1, len(pages) + 1))
    spent, found = await timed("knowledge.reading.recognising:recognise", path, {"pages": numbers})
    printed = "".join(line.text for page in pages for line in page.lines)
    return {
        f"{name}: s a page": spent / len(pages),
        f"{name}: characters right": accuracy(printed, "".join(each["text"] for each in found)),
        f"{name}: characters a page": len(printed) / len(pages),
    }


async def timed(job: str, path: Path, about: dict[str, Any]) -> tuple[float, list[Any]]:
    before = _spent()
    async with sandbox.rows(job, path, about, LIMITS) as rows:
        found = [row async for row in rows]
    return _spent() - before, found


def _spent() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def whole(paragraphs: Sequence[str], text: str) -> float:
    """The share of paragraphs that are one line again, as they were written."""
    lines = {"".join(line.split()) for line in text.split("\n")}
    wanted = ["".join(each.split()) for each in paragraphs if each]
    return sum(each in lines for each in wanted) / len(wanted)


def accuracy(wanted: str, found: str) -> float:
    wanted, found = "".join(wanted.split()), "".join(found.split())
    same = SequenceMatcher(None, wanted, found, autojunk=False).get_matching_blocks()
    return sum(block.size for block in same) / max(len(wanted), len(found))


def documents(shared: Path | None) -> list[Path]:
    """Notices as they were published, or the samples of the library."""
    if shared is not None and (shared / "notices").is_dir():
        return sorted((shared / "notices" / "state-council").glob("*.txt"))[:6]
    return sorted(SAMPLES.glob("*.txt"))


if __name__ == "__main__":
    place = Path(sys.argv[1]) if sys.argv[1:] else None
    began = time.monotonic()
    measured = asyncio.run(measure(documents(place)))
    sys.stdout.write(json.dumps({**measured, "all, s": time.monotonic() - began}) + "\n")
