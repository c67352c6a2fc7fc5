"""The journal in words: every deed has some, and nobody reads a number of a row."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from bot.rehearsal.telegram import check_text
from handlers.doors import DOORS
from handlers.journal_actions import ACTIONS
from handlers.people.journal import texts
from storage.clock import SystemClock
from storage.journal import Entry, Examined, Link

ROOT = Path(__file__).parents[2]
NOW = SystemClock().now()
WHOLE = Examined(count=3, head="f" * 64, broken_at=None, noted=False)
DEED = re.compile(r"[a-z]+( [a-z]+)+")
WRITERS = {"note": 1, "_note": 1, "mark": 3, "Entry": None}


def deeds() -> Iterator[str]:
    """Every action that is written anywhere, found where it is written."""
    for package in ("bot", "handlers", "storage"):
        for path in (ROOT / package).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text())):
                if not isinstance(node, ast.Call):
                    continue
                called = getattr(node.func, "attr", getattr(node.func, "id", ""))
                if called not in WRITERS:
                    continue
                place = WRITERS[called]
                said = [each.value for each in node.keywords if each.arg == "action"]
                if place is not None and len(node.args) > place:
                    said.append(node.args[place])
                yield from (
                    each.value
                    for each in said
                    if isinstance(each, ast.Constant) and isinstance(each.value, str)
                )


def test_every_deed_has_words() -> None:
    found = set(deeds())
    assert {"own data erased", "kept long enough", "member left"} <= found
    assert {deed for deed in found if DEED.fullmatch(deed)} - ACTIONS.keys() == set()


def link(number: int = 1, **facts: object) -> Link:
    entry = {"at": NOW, "person_id": "p", "door": "web", "action": "role given", "object": "o"}
    return Link(number=number, entry=Entry(**(entry | facts)), previous="", digest="")  # type: ignore[arg-type]


def test_who_did_it_is_said_also_when_they_are_gone() -> None:
    told = texts.page(WHOLE, [link()], {}, about="", number=0)
    assert "已注销的用户（网页）：给予身份" in told
    told = texts.page(WHOLE, [link(person_id=None, door="command line")], {}, about="", number=0)
    assert "命令行：给予身份" in told
    assert DOORS["command line"] == "命令行"


def test_from_and_to_are_said_in_words() -> None:
    detail = {"society": "s", "from": "unverified", "to": "verified", "file": "a" * 32}
    told = texts.page(WHOLE, [link(detail=detail)], {"s": "材料学会"}, about="", number=0)
    assert "学会：材料学会；原为：待核实；改为：已核实" in told
    assert "aaaa" not in told


def test_moves_of_filings_are_told_in_the_words_of_the_catalogue() -> None:
    for form, move, origin, state, words in (
        ("forum-report", "receive", "submitted", "received", "办理：受理"),
        ("forum-report", "receive", "submitted", "formal", "办理：受理"),
        ("society-profile", "return", "checked", "returned", "办理：退回"),
    ):
        detail = {"move": move, "form": form, "from": origin, "to": state, "instead": "o"}
        told = texts.page(WHOLE, [link(detail=detail)], {"o": "林怀瑾"}, about="", number=0)
        assert words in told
        assert "代：林怀瑾" in told
        assert not re.search(rf"{move}|{origin}|{state}|{form}", told)
    told = texts.page(
        WHOLE, [link(detail={"move": "gone", "form": "gone"})], {}, about="", number=0
    )
    assert "办理：gone" in told


def test_a_broken_chain_stands_above_everything() -> None:
    broken = Examined(count=3, head="", broken_at=17, noted=False)
    told = texts.page(broken, [], {}, about="", number=0)
    assert "日志从第 17 条起对不上" in told
    assert "日志完整" not in told


def test_a_page_fits_into_a_message_whatever_people_are_called() -> None:
    name = "<b>长</b>&" * 40
    detail = {"society": "s", "from": "长" * 500, "to": "<i>" * 500}
    links = [link(number, detail=detail) for number in range(10)]
    told = texts.page(WHOLE, links, {"p": name, "o": name, "s": name}, about="p", number=99)
    check_text(told, formatted=True)
