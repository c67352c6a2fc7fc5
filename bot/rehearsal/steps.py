"""The steps of a dialogue file: who does what, and what is noted for later steps."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path

import yaml

from bot.rehearsal.nodes import ScriptFault, entries, is_null, items, line_of, text_of
from forms.workdays import next_working_day

ACTS = ("says", "presses", "sends", "opens", "notes", "sees not", "sees")
ALONE = {
    "says": "一句话",
    "presses": "一个按钮",
    "sends": "一个文件",
    "opens": "一个链接",
    "notes": "一个正则表达式",
}
NOTING = re.compile(r"(.*) notes (\w+)")
PLACEHOLDER = re.compile(r"\{(\w+)\}")
UNITS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 7 * 86400}
WORKING_MORNING = "until a working morning"
MORNING = time(10)
LONGEST_SPAN = timedelta(days=3660)
ONE_THING = "每一步只写一件事，如「秘书甲 says: 帮助」"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One line: `actor` is empty for time and restarts; `values` are texts to say or look for.

    `name` is what a noted text is called: `{name}` stands for it in later steps.
    """

    line: int
    actor: str
    act: str
    values: tuple[str, ...] = ()
    name: str = ""

    @property
    def value(self) -> str:
        return self.values[0]

    def span(self, now: datetime) -> timedelta:
        """How long it is from now."""
        if self.value.strip() == WORKING_MORNING:
            today = now.date() if now.time() < MORNING else now.date() + timedelta(days=1)
            day = next_working_day(today - timedelta(days=1))
            return datetime.combine(day, MORNING, now.tzinfo) - now
        return _span(self.value, self.line)


def filled(text: str, noted: Mapping[str, str]) -> str:
    """With what was noted in the place of its name; other braces stay."""
    return PLACEHOLDER.sub(lambda found: noted.get(found[1], found[0]), text)


def read_steps(node: yaml.Node, people: set[str], folder: Path) -> tuple[Step, ...]:
    written = [] if is_null(node) else items(node)
    if not written:
        raise ScriptFault(line_of(node), "steps 下还没有写步骤，如「- 秘书甲 says: 帮助」")
    steps = tuple(_step(each, people, folder) for each in written)
    _check_order(steps)
    return steps


def _check_order(steps: tuple[Step, ...]) -> None:
    later = {step.name for step in steps if step.name}
    for step in steps:
        for found in PLACEHOLDER.finditer("".join(step.values)):
            if found[1] in later and step.act != "notes":
                raise ScriptFault(
                    step.line, f"「{found[0]}」到这一步还没有记下，请把 notes 写在前面"
                )
        later.discard(step.name)


def _step(node: yaml.Node, people: set[str], folder: Path) -> Step:
    line = line_of(node)
    if isinstance(node, yaml.ScalarNode):
        return _bare(line, node.value)
    written = entries(node, ONE_THING)
    if len(written) != 1:
        raise ScriptFault(line, ONE_THING)
    ((key, value),) = written.items()
    if is_null(value) and key == "restarts":
        return _bare(line, key)
    several = isinstance(value, yaml.SequenceNode)
    values = tuple(map(_text, items(value))) if several else (_text(value),)
    actor, act, name = ("", key, "") if key == "time passes" else _divide(key)
    _check(line, key, actor, act, people)
    _check_values(line, act, values, is_nothing=is_null(value))
    if act == "sends" and not (folder / values[0]).is_file():
        raise ScriptFault(line, f"找不到文件 {values[0]}")
    return Step(line=line, actor=actor, act=act, values=values, name=name)


def _text(node: yaml.Node) -> str:
    """A placeholder without quotes, `{code}`, is a table of one key to YAML."""
    if isinstance(node, yaml.MappingNode) and len(node.value) == 1 and is_null(node.value[0][1]):
        return f"{{{text_of(node.value[0][0])}}}"
    return text_of(node)


def _bare(line: int, text: str) -> Step:
    if text == "restarts":
        return Step(line=line, actor="", act="restarts")
    if "：" in text or ":" in text:
        raise ScriptFault(line, f"「{text}」里的冒号请用半角，后面空一格")
    raise ScriptFault(line, ONE_THING)


def _check(line: int, key: str, actor: str, act: str, people: set[str]) -> None:
    if not act:
        raise ScriptFault(
            line, f"看不懂「{key}」，动作只能是 {'、'.join(ACTS)}、time passes、restarts"
        )
    if act in ACTS and actor not in people:
        raise ScriptFault(line, f"people 里没有「{actor}」")


def _check_values(line: int, act: str, values: tuple[str, ...], *, is_nothing: bool) -> None:
    """Only `says` may be empty, and then on purpose, in quotes."""
    if act == "time passes" and len(values) == 1:
        if values[0].strip() != WORKING_MORNING:
            _span(values[0], line)
    elif act not in ("sees", "sees not") and len(values) != 1:
        raise ScriptFault(line, f"{act} 后面只能写{ALONE.get(act, '一段时间')}")
    elif is_nothing or not values or (act != "says" and not all(map(str.strip, values))):
        raise ScriptFault(line, f"{act} 后面还没有写内容")
    elif act == "notes":
        _check_pattern(line, values[0])


def _check_pattern(line: int, pattern: str) -> None:
    try:
        groups = re.compile(pattern).groups
    except (re.error, OverflowError, RecursionError) as error:
        raise ScriptFault(line, f"看不懂正则表达式「{pattern}」") from error
    if groups != 1:
        raise ScriptFault(line, r"要记下的部分请放在一对括号里，如 (\d{6})")


def _divide(key: str) -> tuple[str, str, str]:
    """Who, does what, and the name of what is noted."""
    if noting := NOTING.fullmatch(key):
        return noting[1].strip(), "notes", noting[2]
    for act in ACTS:
        if key.endswith(f" {act}") and act != "notes":
            return key.removesuffix(act).strip(), act, ""
    return key, "", ""


def _span(text: str, line: int) -> timedelta:
    match = re.fullmatch(r"(\d{1,9})\s*(second|minute|hour|day|week)s?", text.strip())
    if match is None:
        raise ScriptFault(line, f"看不懂时间「{text}」，请写如 3 days、2 hours、30 minutes")
    seconds = int(match[1]) * UNITS[match[2]]
    if seconds > LONGEST_SPAN.total_seconds():
        raise ScriptFault(line, f"「{text}」太长了，最多十年")
    return timedelta(seconds=seconds)
