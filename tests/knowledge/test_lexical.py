"""Words are found in Chinese whatever the script, width or blanks; changes are seen at once."""

import pytest

from knowledge import words
from knowledge.lexical import LexicalIndex
from knowledge.words import TokensMissing, require_tokens, tokenise


def test_bigrams_with_digits_and_latin_words_whole() -> None:
    assert tokenise("遴选 100 名，GB50180达3.5%") == [
        "遴选",
        "100",
        "名",
        "gb",
        "50180",
        "达",
        "3.5",
    ]


def test_traditional_and_full_width_are_folded() -> None:
    assert tokenise("學會年檢２０２５") == tokenise("学会年检2025")


def test_long_and_short_forms_of_the_field_are_one() -> None:
    assert tokenise("河南省科学技术协会") == tokenise("河南省科协")


def test_a_tokeniser_that_sees_nothing_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "tokenise", lambda text: [text])
    with pytest.raises(TokensMissing):
        require_tokens()


async def best(index: LexicalIndex, question: str) -> str | None:
    ids, scores = index.search(tokenise(question))
    return ids[int(scores.argmax())] if len(ids) and scores.max() > 0 else None


async def test_what_is_added_is_found_and_what_is_removed_is_not() -> None:
    index = LexicalIndex()
    await index.change({"a": "学会换届应当报批", "b": "学术年会资助办法"})
    assert await best(index, "换届") == "a"
    await index.change({"c": "秘书长例会的地点"}, removed=["a"])
    assert await best(index, "秘书长例会") == "c"
    assert await best(index, "换届") is None
    assert len(index) == 2


async def test_nothing_indexed_and_nothing_asked() -> None:
    index = LexicalIndex()
    await index.change({})
    assert await best(index, "换届") is None
    await index.change({"a": "！！"})
    assert await best(index, "") is None


async def test_rare_words_tell_more() -> None:
    index = LexicalIndex()
    await index.change({str(n): "学会工作" for n in range(9)} | {"x": "学会换届"})
    assert index.rarity("未有") == pytest.approx(1.0)
    assert index.rarity("未有") > index.rarity("换届") > index.rarity("学会") >= 0
