"""A dialogue file that cannot be played: the line, and one Chinese sentence that helps."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.rehearsal.script import ScriptFault, load_script

PEOPLE = "people:\n  甲: {role: member}\n"
ONE = f"{PEOPLE}steps:\n  - 甲 says: 你好\n"


def steps(*lines: str) -> str:
    return "".join([PEOPLE, "steps:\n", *(f"  - {line}\n" for line in lines)])


FAULTS: dict[str, tuple[str, int, str]] = {
    "empty": ("", 1, "文件应有 people 和 steps 两部分"),
    "only a comment": ("# 以后再写\n", 1, "文件应有 people 和 steps 两部分"),
    "a list": ("- 甲 says: 你好\n", 1, "文件应有 people 和 steps 两部分"),
    "no steps": (PEOPLE, 1, "文件应有 people 和 steps 两部分"),
    "steps: null": (f"{PEOPLE}steps:\n", 3, "steps 下还没有写步骤"),
    "steps: []": (f"{PEOPLE}steps: []\n", 3, "steps 下还没有写步骤"),
    "steps: text": (f"{PEOPLE}steps: 你好\n", 3, "这里应是一个列表"),
    "people: null": ("people:\nsteps:\n  - restarts\n", 1, "people 下应写人名"),
    "tab": ("people:\n\t甲: {role: member}\n", 2, "制表符（Tab），请改用空格"),
    "unknown key": (
        f"{ONE}stage: x\n",
        5,
        "不认识「stage」，只能写 notices、people、filings、broadcasts、steps",
    ),
    "key twice": (f"{ONE}steps:\n  - restarts\n", 5, "「steps」写了两次"),
    "a filing of nobody": (
        f"{ONE}filings:\n  - {{form: forum-report, by: 丙}}\n",
        6,
        "people 里没有「丙」",
    ),
    "a filing without a form": (f"{ONE}filings:\n  - {{by: 甲}}\n", 6, "filings 下应写成"),
    "unknown fact": ("people:\n  甲: {rank: 1}\nsteps: []\n", 2, "不认识「rank」，只能写 role"),
    "unknown role": ("people:\n  甲: {role: 主席}\nsteps: []\n", 2, "甲 的 role 只能是 guest、"),
    "unknown door": (
        "people:\n  甲: {door: 微信}\nsteps: []\n",
        2,
        "甲 的 door 只能是 telegram、",
    ),
    "a role alone": ("people:\n  甲: member\nsteps: []\n", 2, "甲 应写成「甲: {role: member}」"),
    "unknown person": (steps("甲 says: 你好", "乙 says: 你好"), 5, "people 里没有「乙」"),
    "unknown act": (steps("甲 shouts: 你好"), 4, "看不懂「甲 shouts」，动作只能是 says、"),
    "no act": (steps("甲: 你好"), 4, "看不懂「甲」，动作只能是 says、"),
    "two things": (steps("甲 says: 你好\n    甲 sees: 好"), 4, "每一步只写一件事"),
    "a word alone": (steps("stop"), 4, "每一步只写一件事"),
    "full-width colon": (steps("甲 says：你好"), 4, "里的冒号请用半角，后面空一格"),
    "no blank": (steps("甲 says:你好"), 4, "里的冒号请用半角，后面空一格"),
    "colon inside": (steps("甲 says: 时间: 三点"), 4, "句子里有冒号时，请给整句加引号"),
    "open quote": (steps('甲 says: "你好'), 5, "引号或括号没有成对"),
    "open bracket": (steps("甲 sees: [你好"), 5, "方括号或花括号没有成对"),
    "special sign": (steps("甲 says: @你好"), 4, "句子以特殊符号开头时，请给整句加引号"),
    "star": (steps("甲 says: *你好"), 4, "请给整句加引号"),
    "crooked": (f"{ONE} - 甲 says: 再见\n", 5, "缩进"),
    "control sign": (steps("甲 says: 你\x01好"), 4, "看不见的控制字符"),
    "bad span": (steps("time passes: 三天"), 4, "看不懂时间「三天」，请写如 3 days"),
    "negative span": (steps("time passes: -3 days"), 4, "看不懂时间「-3 days」"),
    "no span": (steps("time passes:"), 4, "看不懂时间「」"),
    "spans": (steps("time passes: [1 day, 2 days]"), 4, "time passes 后面只能写一段时间"),
    "huge span": (steps("time passes: 999999999 weeks"), 4, "太长了，最多十年"),
    "says two": (steps("甲 says: [你好, 再见]"), 4, "says 后面只能写一句话"),
    "says nothing": (steps("甲 says:"), 4, "says 后面还没有写内容"),
    "says a table": (steps("甲 says: {a: b}"), 4, "这里应是一句话"),
    "presses two": (steps("甲 presses: [一, 二]"), 4, "presses 后面只能写一个按钮"),
    "presses nothing": (steps('甲 presses: ""'), 4, "presses 后面还没有写内容"),
    "sees nothing": (steps("甲 sees: []"), 4, "sees 后面还没有写内容"),
    "sees blanks": (steps('甲 sees: [好, " "]'), 4, "sees 后面还没有写内容"),
    "sends nothing": (steps("甲 sends: nothing.docx"), 4, "找不到文件 nothing.docx"),
    "sends a folder": (steps("甲 sends: ."), 4, "找不到文件 ."),
    "notes nothing": (steps("甲 notes code:"), 4, "notes 后面还没有写内容"),
    "notes no group": (steps("甲 notes code: 编号"), 4, "请放在一对括号里"),
    "notes two groups": (steps("甲 notes code: (一)(二)"), 4, "请放在一对括号里"),
    "notes no pattern": (steps('甲 notes code: "(["'), 4, "看不懂正则表达式「([」"),
    "notes without a name": (steps("甲 notes: (一)"), 4, "看不懂「甲 notes」"),
    "too early": (
        steps("甲 says: {code}", r"甲 notes code: (\d+)"),
        4,
        "「{code}」到这一步还没有记下，请把 notes 写在前面",
    ),
    "opens two": (steps("甲 opens: [一, 二]"), 4, "opens 后面只能写一个链接"),
    "also: text": ("people:\n  甲: {also: leader}\nsteps: []\n", 2, "甲 的 also 应写成 [{role: "),
    "also: nothing": ("people:\n  甲: {also: [{society: 某学会}]}\nsteps: []\n", 2, "甲 的 also"),
    "also: a rank": ("people:\n  甲: {also: [{role: 主席}]}\nsteps: []\n", 2, "甲 的 role 只能是"),
    "no notices": (f"notices:\n  - a.txt\n{ONE}", 2, "找不到通知 a.txt"),
    "notices: text": (f"notices: a.txt\n{ONE}", 1, "找不到通知 a.txt"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_the_line_is_named_with_what_to_do(name: str, tmp_path: Path) -> None:
    text, line, sentence = FAULTS[name]
    told = fault_of(tmp_path, text.encode())
    assert told.line == line
    assert str(told).startswith(f"第 {line} 行：")
    assert sentence in str(told)
    assert "\n" not in str(told)


def test_another_encoding_is_named(tmp_path: Path) -> None:
    told = fault_of(tmp_path, "people:\n  甲: {}\n".encode("gb18030"))
    assert str(told) == "第 2 行：文件不是 UTF-8 编码，请另存为 UTF-8"


def test_what_may_be_left_out(tmp_path: Path) -> None:
    path = tmp_path / "short.yaml"
    path.write_text(
        '\ufeffpeople:\n  甲:\nsteps:\n  - 甲 says: ""\n  - 甲 presses: 1\n  - restarts\n'
    )
    script = load_script(path)
    part = script.parts["甲"]
    assert (part.role, part.society, part.door) == ("guest", None, "telegram")
    assert [(step.line, step.act, step.values) for step in script.steps] == [
        (4, "says", ("",)),
        (5, "presses", ("1",)),
        (6, "restarts", ()),
    ]


@settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    content=st.one_of(
        st.binary(max_size=60),
        st.just(b"[" * 5000),
        st.lists(
            st.sampled_from(
                [*"{}[]:-#*&!|>'\"%@`,?\n\t ", "people", "steps", "甲 says", "restarts"]
            ),
            max_size=30,
        ).map(lambda parts: "".join(parts).encode()),
    )
)
def test_whatever_stands_in_a_file_is_a_script_or_a_fault(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "any.yaml"
    path.write_bytes(content)
    with suppress(ScriptFault):
        assert load_script(path).steps


def fault_of(folder: Path, content: bytes) -> ScriptFault:
    path = folder / "faulty.yaml"
    path.write_bytes(content)
    with pytest.raises(ScriptFault) as refusal:
        load_script(path)
    return refusal.value
