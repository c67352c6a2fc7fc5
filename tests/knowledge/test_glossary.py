"""Other names of a thing find it; a file that cannot be read is said."""

from pathlib import Path

import pytest

from knowledge.glossary import Glossary, GlossaryUnreadable, bundled, load, parse
from knowledge.library import Library
from tests.knowledge.conftest import notice_of
from tests.readers import READER

TEXT = (
    "示例市学会联合会关于青年人才托举工程的通知\n\n各学会：\n\n"
    "一、名额\n\n青年人才托举工程遴选60名。\n\n二、其他\n\n学会服务站建设10个。\n"
)


def test_the_bundled_names_are_many_and_of_two_or_more_characters() -> None:
    assert len(bundled().groups) >= 60
    assert all(len(group) > 1 for group in bundled().groups)


async def test_the_short_name_finds_the_long_one() -> None:
    library = Library(vectors=None, embedder=None)
    await library.open([notice_of(TEXT)])
    answer = await library.ask("青托遴选多少名？", READER)
    assert "60名" in answer.citations[0].quote


async def test_names_of_an_association_are_added_to_the_bundled(tmp_path: Path) -> None:
    path = tmp_path / "names.yaml"
    path.write_text("学会服务站: [小站]\n", "utf-8")
    library = Library(vectors=None, embedder=None, glossary=bundled().with_groups(load(path)))
    await library.open([notice_of(TEXT)])
    answer = await library.ask("小站建设多少个？", READER)
    assert "10个" in answer.citations[0].quote


@pytest.mark.parametrize("text", ["- 青托", "青托: 1", "青托: []", "青: [托]", "a: [b"])
def test_what_is_no_list_of_names_is_refused(text: str) -> None:
    with pytest.raises(GlossaryUnreadable):
        parse(text)


def test_an_empty_file_has_no_names() -> None:
    assert parse("# 空\n") == Glossary()
    assert Glossary().names_in("青托") == []
