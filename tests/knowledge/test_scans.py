"""Scanned pages: one is recognised for all of these tests, which costs some seconds."""

import struct
import zlib
from collections import Counter
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from knowledge.reading.errors import Bomb, Damaged
from knowledge.reading.images import extract_image
from knowledge.reading.pictures import pictures_of
from knowledge.reading.reading import Extract, Remark, Remarked
from knowledge.reading.recognised import joined
from knowledge.reading.recognising import recognise
from tests.knowledge.printing import BODY, Page, as_picture, centred, typeset

SAMPLE = Path(__file__).parents[2] / "knowledge" / "samples" / "annual-inspection.txt"


def notice() -> tuple[Page, list[str]]:
    lines = [line.strip() for line in SAMPLE.read_text().split("\n") if line.strip()]
    letterhead, number, title, *body = lines[:9]
    first = [
        centred(letterhead, 120, 30),
        centred(number, 190, BODY),
        centred(title[:20], 240, 22),
        centred(title[20:], 272, 22),
    ]
    page = typeset(body, first, lines_above=8)[0]
    page.lines.append(centred("— 1 —", 780, 14))
    return page, [letterhead, number, title, *body]


@pytest.fixture(scope="module")
def recognised(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """A page at 300 dpi, laid on the glass the wrong way up, a degree awry and not quite clean."""
    page, _ = notice()
    picture = as_picture(page, turned=1.0).rotate(180)
    dirt = Image.effect_noise((620, 877), 40).resize(picture.size)
    picture = Image.blend(picture, dirt, 0.12)
    blank = Image.new("L", (400, 400), 255)
    path = tmp_path_factory.mktemp("scan") / "scan.tif"
    picture.save(path, save_all=True, append_images=[blank])
    found = list(recognise(path, [1, 2, 3]))
    assert [page["characters"] for page in found[1:]] == [0, 0]
    return found[0]


def test_a_single_sign_of_a_large_heading_is_not_lost(tmp_path: Path) -> None:
    heading = [centred("关于做好学会财务审计工作的通", 105, 22), centred("知", 140, 22)]
    body = ["各省级学会：", "现将学会财务审计有关事项通知如下："]
    picture = as_picture(typeset(body, heading, lines_above=4)[0], dpi=150)
    picture.crop((0, 0, picture.width, picture.height // 2)).save(tmp_path / "a.png")
    (page,) = recognise(tmp_path / "a.png", [1])
    assert page["title"] == "关于做好学会财务审计工作的通知"


def accuracy(wanted: str, found: str) -> float:
    wanted, found = "".join(wanted.split()), "".join(found.split())
    same = SequenceMatcher(None, wanted, found, autojunk=False).get_matching_blocks()
    return sum(block.size for block in same) / max(len(wanted), len(found))


def test_a_scanned_page_is_read_almost_without_error(recognised: dict[str, Any]) -> None:
    _, lines = notice()
    assert accuracy("".join(lines), recognised["text"]) >= 0.97
    assert recognised["confidence"] > 0.9
    assert not recognised["cut"]


def test_its_lines_are_paragraphs_again(recognised: dict[str, Any]) -> None:
    _, lines = notice()
    found = recognised["text"].split("\n")
    assert len(found) == len(lines)
    assert all(accuracy(*pair) > 0.9 for pair in zip(lines, found, strict=True))
    assert accuracy(lines[2], recognised["title"]) > 0.9


def page(number: int, text: str, **facts: Any) -> dict[str, Any]:
    return {"page": number, "text": text, "characters": len(text), "confidence": 0.95, **facts}


def test_recognised_pages_stand_in_their_places() -> None:
    """The sentence that runs from the second page to the third is one again."""
    text = "第一页的正文到此为止。\n\n报名要求\n\n第四页的正文。"
    extract = Extract(
        text=text, headings=((13, 1), (19, 2)), pages=(0, 19, 19, 19), scanned=(2, 3)
    )
    torn = "各省级学会应当按照章程召开会员代表大会，并且"
    found = joined(extract, [page(3, "及时报送材料，逾期不候。"), page(2, torn)])
    assert found.text == (
        f"第一页的正文到此为止。\n\n报名要求\n{torn}及时报送材料，逾期不候。\n第四页的正文。"
    )
    assert [found.text[start:][:4] for start in found.pages] == [
        "第一页的", "各省级学", "及时报送", "第四页的"
    ]  # fmt: skip
    assert [found.text[start:][:4] for start, _ in found.headings] == ["报名要求", "第四页的"]
    assert found.scanned == ()


def test_what_stands_above_every_recognised_page_is_dropped() -> None:
    extract = Extract(text="", pages=(0, 0, 0), scanned=(1, 2, 3))
    pages = [
        page(n, f"学会年报 第{n}期\n这是第{text}页的正文。", head=[f"学会年报 第{n}期"])
        for n, text in enumerate("一二三", start=1)
    ]
    pages[0]["title"] = "学会年报"
    found = joined(extract, pages)
    assert found.text.split("\n") == [f"这是第{n}页的正文。" for n in "一二三"]
    assert found.title == "学会年报"


def test_how_sure_the_recognition_was_is_remarked() -> None:
    extract = Extract(text="", pages=(0, 0, 0, 0), scanned=(1, 2, 3, 4))
    pages = [
        page(1, "清楚的一页。"),
        page(2, "模糊的一页。", confidence=0.6),
        page(3, "", confidence=0.0),
        page(4, "密密麻麻的一页。", cut=True),
    ]
    remarks = joined(extract, pages[:2] + pages[3:]).remarks
    assert Counter(each.remark for each in remarks) == {
        Remark.RECOGNISED: 2,
        Remark.POORLY_RECOGNISED: 1,
        Remark.NO_TEXT: 1,
        Remark.CUT: 1,
    }
    assert remarks[0] == Remarked(remark=Remark.RECOGNISED, page=1, characters=6, confidence=0.95)
    assert joined(extract, pages).remarks == remarks


def test_an_image_is_scanned_pages(tmp_path: Path) -> None:
    path = tmp_path / "three.tif"
    frame = Image.new("1", (200, 300), 1)
    frame.save(path, save_all=True, append_images=[frame, frame])
    assert extract_image(path, path.name) == Extract(text="", pages=(0, 0, 0), scanned=(1, 2, 3))


def png_of(width: int, height: int) -> bytes:
    """Only its head, which says how large it would be."""
    head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = b"IDAT" + zlib.compress(b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(part) - 4) + part + struct.pack(">I", zlib.crc32(part))
        for part in (head, body, b"IEND")
    )


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (png_of(9_000, 9_000), Bomb),
        (png_of(60_000, 60_000), Bomb),
        (png_of(4, 4), Damaged),
        (b"\x89PNG\r\n\x1a\nnothing", Damaged),
        (b"\xff\xd8\xffnothing", Damaged),
    ],
)
def test_images_that_are_none(tmp_path: Path, content: bytes, refusal: type[Exception]) -> None:
    path = tmp_path / "bad.png"
    path.write_bytes(content)
    with pytest.raises(refusal):
        extract_image(path, path.name)


def test_photographs_are_held_upright_and_reduced(tmp_path: Path) -> None:
    path = tmp_path / "photo.jpg"
    photo = Image.new("RGB", (6000, 3000), "white")
    facts = Image.Exif()
    facts[0x0112] = 6  # turned clockwise
    photo.save(path, exif=facts)
    [(_, picture)] = pictures_of(path, [1])
    assert picture.size == (1170, 2340)


def test_what_can_be_seen_through_is_white(tmp_path: Path) -> None:
    path = tmp_path / "clear.png"
    Image.new("RGBA", (100, 100), (0, 0, 0, 0)).save(path)
    [(_, picture)] = pictures_of(path, [1])
    assert picture.getpixel((50, 50)) == (255, 255, 255)
