"""A folder of forms: what is read, and where a wrong file says it is wrong."""

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.loading import load_catalogue
from forms.nodes import SpecificationFault
from forms.specification import FieldSpec, FieldType, FormSpec
from forms.vocabulary import FUNCTIONS

SAMPLE = Path(__file__).parent / "sample"
MEETING = (SAMPLE / "meeting.yaml").read_text()


@pytest.fixture(name="folder")
def _folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SAMPLE, tmp_path / "sample"))


def test_blocks_and_lists_are_put_in() -> None:
    form = load_catalogue(SAMPLE).forms["meeting"]
    names = [field.name for field in form.fields]
    assert names[:3] == ["contact_name", "contact_mobile", "contact_email"]
    assert names[-1] == "commitment"
    party = form.field("party")
    assert party is not None
    assert party.options["branch"] == ("党支部", "支部")
    inner = form.field("speakers.topic")
    assert inner is not None
    assert inner.type is FieldType.TEXT


def test_every_type_is_in_the_sample_or_nearly_so() -> None:
    form = load_catalogue(SAMPLE).forms["meeting"]
    used = {inner.type for field in form.fields for inner in (field, *field.fields)}
    assert set(FieldType) - used == {
        FieldType.PHONE, FieldType.WEBSITE, FieldType.USCC, FieldType.RESIDENT_ID,
    }  # fmt: skip


def test_policy_is_quoted_as_a_reference_while_nobody_has_confirmed_it() -> None:
    policy = load_catalogue(SAMPLE).policy
    assert policy["lead_workdays"].quoted("应提前15个工作日报告") == (
        "参照有关规定，应提前15个工作日报告，以省科协最新通知为准"
    )
    assert policy["forbidden_words"].quoted("慎用峰会") == "慎用峰会"


def test_identity_numbers_and_pledges_are_never_proposed() -> None:
    form = load_catalogue(SAMPLE).forms["meeting"]
    proposable = {field.name for field in form.fields if field.proposable}
    assert not {"contact_mobile", "commitment", "agenda", "handling"} & proposable
    assert {"name", "start_at", "venue"} <= proposable


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("label: 学会\n", "lable: 学会\n", "字段「society」：没有「lable」这个键。可用：name"),
        ("type: reference", "type: referense", "「type」不能是「referense」。可用：text"),
        ("workflow: W1", "workflow: W6", "可用：W1、W2、W3、W4、W5"),
        ("version: 2", "version: 二", "「version」应是整数"),
        ("id: meeting", "id: metting", "id 应与文件名一致：meeting"),
        ("kind == 'other'", "kind == 'othr'", "选项里没有「othr」。可用：forum、other、salon"),
        ("value > now()", "value > nwo()", "没有「nwo」这个函数"),
        ("value > now()", "value >", "看不懂表达式"),
        ("value > now()", "value.x()", "只能写 函数"),
        ("value >= start_at", "value >= strat_at", "没有「strat_at」这个字段"),
        ("P.forbidden_words", "P.forbiden", "没有「forbiden」这个政策参数。可用：forbidden_words"),
        ("row.overseas == True", "row.oversea == True", "「speakers.country」：没有「oversea」"),
        ("'overseas', True", "'overseaz', True", "第二个值应是这些之一"),
        ("choices: party_form", "choices: party_from", "没有「party_from」这个选项表"),
        ("uses: [contact, commit]", "uses: [contact, comit]", "没有「comit」这个公共块"),
        ("of: society", "of: soceity", "没有「soceity」。可用：event、meeting、person、society"),
        ("unit: 人, ", "accept: [pdf], ", "「accept」只用于：file"),
        ("name: venue", "name: mode", "这个名字用了两次"),
        ("name: venue", "name: Venue", "名字只能用小写字母"),
        ("public: [name, start_at]", "public: [contact_mobile]", "是个人信息，不能公开"),
        ("relevant: overseas_any", "relevant: overseas_note == 'x'", "互相依赖"),
        ("required: true", "required: true\n    required: false", "「required」写了两次"),
        ("least: 1, most: 100000", "least: 9, most: 1", "不应小于「least」"),
        ("default: year(start_at)", "default: value", "「value」只能写在 constraint 里"),
        ("title: 活动报告", "title: 1", "「title」应是文字"),
        ("salon: 沙龙,", "salon: 沙龙、讲座,", "选项「沙龙、讲座」里不能有顿号"),
        ("salon: 沙龙,", "沙龙: 沙龙,", "选项的键「沙龙」只能用字母"),
        ("    type: repeat", "    type: repeat\n   x: 1", "缩进"),
    ],
)  # fmt: skip
def test_a_wrong_form_says_where(folder: Path, old: str, new: str, sentence: str) -> None:
    assert old in MEETING
    (folder / "meeting.yaml").write_text(MEETING.replace(old, new, 1))
    with pytest.raises(
        SpecificationFault, match=rf"meeting.yaml 第 \d+ 行.*({sentence})"
    ) as fault:
        load_catalogue(folder)
    written = (folder / "meeting.yaml").read_text().splitlines()
    first = next(n for n, line in enumerate(written, 1) if new.splitlines()[-1].strip() in line)
    assert abs(fault.value.line - first) <= 6


@given(text=st.text("abc:-[]{}'\"\n \t#&*!|>%@`,é中", max_size=60))
def test_any_file_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    folder = tmp_path_factory.mktemp("any")
    (folder / "x.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(SpecificationFault):
        load_catalogue(folder)


@pytest.mark.parametrize("raw", [b"\xff\xfe\x00", b"", b"a: \x07", b"- " * 3000, b"[" * 5000])
def test_what_is_no_yaml_is_refused(folder: Path, raw: bytes) -> None:
    (folder / "meeting.yaml").write_bytes(raw)
    with pytest.raises(SpecificationFault):
        load_catalogue(folder)


def test_every_key_type_and_function_is_documented() -> None:
    page = (Path(__file__).parents[2] / "docs" / "forms.md").read_text()
    names = [*FormSpec.model_fields, *FieldSpec.model_fields, *FieldType, *FUNCTIONS]
    assert [name for name in names if f"`{name}`" not in page] == []
