"""What documents say they do to others, and what only sounds like it."""

from pathlib import Path

import pytest

from knowledge.reading import read
from knowledge.reading.claims import claims_in
from knowledge.reading.reading import Act

REPEALS, REPLACES, AMENDS = Act.REPEALS, Act.REPLACES, Act.AMENDS


@pytest.mark.parametrize(
    ("says", "claims"),
    [
        (
            "本办法自印发之日起施行，《学会管理办法》（豫科协发〔2020〕3号）同时废止。",
            [(REPEALS, "学会管理办法", "豫科协发〔2020〕3号")],
        ),
        (
            "《学会年检办法》（示科协[2018]5号）不再执行。",
            [(REPEALS, "学会年检办法", "示科协〔2018〕5号")],
        ),
        ("原《学会换届办法》废止。", [(REPEALS, "学会换届办法", None)]),
        (
            "《甲办法》（示科协〔2018〕5号）、《乙办法》同时废止。",
            [(REPEALS, "甲办法", "示科协〔2018〕5号"), (REPEALS, "乙办法", None)],
        ),
        ("示科协发〔2019〕8号文件同时停止执行。", [(REPEALS, "", "示科协发〔2019〕8号")]),
        (
            "根据《社会团体登记管理条例》，现决定《学会分支机构办法》即行废止。",
            [(REPEALS, "学会分支机构办法", None)],
        ),
        ("本办法代替《学会管理办法（试行）》。", [(REPLACES, "学会管理办法（试行）", None)]),
        ("《旧办法》由本办法取代。", [(REPLACES, "旧办法", None)]),
        (
            "现对《学会资助办法》（示科协发〔2021〕2号）作如下修改：",
            [(AMENDS, "学会资助办法", "示科协发〔2021〕2号")],
        ),
        ("将《学会章程范本》第八条修改为：学会每年召开大会。", [(AMENDS, "学会章程范本", None)]),
        # What is only cited, or speaks of no document at all.
        ("根据《学会管理办法》，制定本办法。", []),
        ("《指南》不代替备案和报批。", []),
        ("应当及时修改或者废止《学会制度》中不适应的内容。", []),
        ("按照《学会管理办法》执行，会员证遗失的，原证作废。", []),
        ("《资助合同》未签订的，申报书失效。", []),
        ("有效期届满，本办法自行废止。", []),
        ("《甲办法》继续执行，不再另行发文。", []),
    ],
)
def test_sentences(says: str, claims: list[tuple[Act, str, str | None]]) -> None:
    found = claims_in(says, "示例市学会办法")
    assert [(each.act, each.title, each.document_number) for each in found] == claims
    assert all(each.sentence in says for each in found)


def test_a_title_says_it_too() -> None:
    (found,) = claims_in("各学会：", "示例省科协关于修改《学会资助办法》的决定")
    assert (found.act, found.title) == (AMENDS, "学会资助办法")
    (found,) = claims_in("各学会：", "关于废止《学会资助办法》等文件的通知")
    assert (found.act, found.title) == (REPEALS, "学会资助办法")


@pytest.mark.shared
def test_real_documents(shared: Path) -> None:
    found = {}
    for path in sorted((shared / "notices").glob("*/*.[tm][xd]*")):
        reading = read(path, path.name)
        for claim in claims_in(reading.text, reading.title):
            found[path.name.split("(")[0]] = (claim.act, claim.title, claim.document_number)
    ours = "国务院办公厅关于对真抓实干成效明显地方加大激励支持力度的通知"
    assert found == {
        "gov37.txt": (REPEALS, ours, "国办发〔2016〕82号"),
        "汕头经济特区科技创新条例": (REPEALS, "汕头经济特区促进科技成果转化条例", None),
        "河南省促进科技成果转化条例": (REPEALS, "河南省促进科技成果转化条例", None),
        "洛阳市科学技术进步条例": (REPEALS, "洛阳市科学技术投入条例", None),
        "社会团体登记管理条例": (REPEALS, "社会团体登记管理条例", None),
    }
