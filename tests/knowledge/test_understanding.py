"""What documents say of themselves: made-up fronts, and the real ones scored by their index."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from knowledge.reading import read
from knowledge.reading.document_number import number_in
from knowledge.reading.reading import Extract, Reading, Remark
from knowledge.reading.spacing import bare
from knowledge.reading.text import normalise
from knowledge.reading.understanding import understand
from tests.effort import slowness, timed

TODAY = date(2026, 11, 24)
FRONTS = yaml.safe_load(Path(__file__).with_name("fronts.yaml").read_text())
UNTITLED = "第一次会议\n\n一、做好工作。\n二、再做好工作。"


def understood(text: str, name: str = "文件.txt", title: str | None = None) -> Reading:
    return understand(Extract(text=normalise(text), title=title), name, TODAY)


@pytest.mark.parametrize("front", FRONTS, ids=lambda front: str(front["what"]))
def test_fronts(front: dict[str, Any]) -> None:
    reading = understood(front["text"])
    said = {name: value for name, value in front.items() if name not in ("what", "text")}
    found = {name: getattr(reading, name) for name in said}
    assert found == {k: tuple(v) if isinstance(v, list) else v for k, v in said.items()}


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("豫科协办发〔2025〕3号", "豫科协办发〔2025〕3号"),
        ("豫科协办发 ( 2025 ) 3 号", "豫科协办发〔2025〕3号"),
        (
            "豫科协发［２０２５］３号".translate(str.maketrans("２０２５３", "20253")),
            "豫科协发〔2025〕3号",
        ),
        ("（豫科协〔2025〕3号）", "豫科协〔2025〕3号"),
        ("文号：豫科协〔2025〕3号", "豫科协〔2025〕3号"),
        ("签发人：张某　　豫科协〔2025〕3号", "豫科协〔2025〕3号"),
        ("根据豫科协〔2025〕3号文件精神，请各学会", None),
        ("《关于换届的通知》（豫科协〔2025〕3号）", None),
        ("豫科协办发〔2025〕X号", None),
        ("〔2025〕3号", None),
    ],
)
def test_numbers(line: str, number: str | None) -> None:
    assert number_in(line) == number


def test_a_guessed_title_is_remarked() -> None:
    reading = understood("一、做好工作，再做好工作。\n二、做好工作。", "工作安排(2026-02-06).txt")
    assert reading.title == "工作安排"
    assert [remarked.remark for remarked in reading.remarks] == [Remark.GUESSED_TITLE]


def test_a_marked_title_the_text_does_not_say_counts_only_where_there_is_no_other() -> None:
    text = "示例学会关于召开年会的通知\n各会员：\n定于5月召开年会。"
    assert understood(text, title="Microsoft Word").title == "示例学会关于召开年会的通知"
    assert understood(UNTITLED, title="示例学会工作安排").title == "示例学会工作安排"


def _same_title(found: str, labelled: str) -> bool:
    # A covering notice is cited by the document it hands on.
    handed_on = bare(found).replace("的报告", "报告").replace("的意见", "意见")
    return bare(found) == bare(labelled) or handed_on in bare(labelled)


@pytest.mark.shared
def test_the_state_councils_documents(shared: Path) -> None:
    folder = shared / "notices/state-council"
    rows = [json.loads(line) for line in (folder / "index.jsonl").read_text().splitlines()]
    readings = [understood((folder / f"{row['id']}.txt").read_text()) for row in rows]
    pairs = list(zip(rows, readings, strict=True))
    wrong = {
        "title": [r["id"] for r, found in pairs if not _same_title(found.title, r["title"])],
        "number": [
            r["id"]
            for r, found in pairs
            if (found.document_number or "").replace("中华人民共和国国务院令", "国令")
            != r["doc_no"]
        ],
        "issuer": [r["id"] for r, found in pairs if found.issuer != r["issuer"]],
        # Seen in the files: every one is dated and signed; only the two orders are sent to nobody.
        "issued": [r["id"] for r, found in pairs if found.issued is None],
        "addressees": [
            r["id"]
            for r, found in pairs
            if (found.addressees is None) != (r["doc_no"].startswith("国令"))
        ],
    }
    assert {name: ids for name, ids in wrong.items() if ids} == {}


@pytest.mark.shared
def test_the_laws(shared: Path) -> None:
    folder = shared / "notices/laws"
    rows = [json.loads(line) for line in (folder / "index.jsonl").read_text().splitlines()]
    dated = kinds = 0
    for row in rows:
        plain = read(folder / f"{row['id']}.md", f"{row['id']}.md")
        reading = understood(plain.text, f"{row['id']}.md", plain.title)
        assert bare(reading.title) == bare(row["title"])
        dated += str(reading.issued) == str(row["date"])
        kinds += (reading.kind == "law") == (row["kind"] != "notice")
        last = reading.text.rsplit("\n", 1)[-1]
        if "日起施行" in last and "之日" not in last:
            assert reading.effective is not None, row["id"]
            assert f"{reading.effective.year}年" in last or "１" in last
    # One file's name bears the day of its web page, and one regulation has no articles.
    assert (dated, kinds) >= (len(rows) - 1, len(rows) - 1)


@pytest.mark.parametrize(
    "piece", ["《a》", "1月1日至", "请于1月1日前报送", "（2025年通过", "自1日"]
)
def test_what_is_no_sentence_costs_little(piece: str) -> None:
    _, seconds = timed(lambda: understood(piece * 5000))
    assert seconds < 5 * slowness()
