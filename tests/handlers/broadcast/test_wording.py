"""What may stand in an announcement, and how what came from outside is shown."""

from html import escape

import pytest

from bot.rehearsal.telegram import check_buttons, check_text
from forms.values import Complaint
from handlers.announced import messages
from handlers.broadcast.sending import texts as sending_texts
from handlers.broadcast.writing import keyboards, texts, wording
from handlers.markup import LONGEST, formatted, length, opening
from handlers.replies import numbered
from storage.people import Person
from tests.handlers.broadcast.conftest import Newsroom

HOSTILE = (
    "<b>粗</b><script>alert(1)</script>",
    '=HYPERLINK("http://x")',
    "_*[]()~`>#+-=|{}.!",
    "\u202e反过来\u202c\x00",
    '</blockquote><a href="https://x.org">点我</a>',
    "&lt;b&gt; &amp;nbsp;",
)


def complaint_of(kind: object, said: str) -> str:
    with pytest.raises(Complaint) as refused:
        kind.read(said)  # type: ignore[attr-defined]
    return refused.value.sentence


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("<b>重要</b>：<i>周五</i>前", "<b>重要</b>：<i>周五</i>前"),
        ('<a href="https://a.org/?x=1&y=2">网</a>', '<a href="https://a.org/?x=1&amp;y=2">网</a>'),
        ('<a href="javascript:alert(1)">网</a>', "<a>网</a>"),
        ('<span class="tg-spoiler">密</span><tg-emoji emoji-id="1">👍</tg-emoji>', "密👍"),
        ("<img src=x onerror=alert(1)>好", "好"),
        ("<b>没有关", "<b>没有关</b>"),
        ("一\u00a0二", "一\u00a0二"),
        ("1 &lt; 2 &amp; 3", "1 &lt; 2 &amp; 3"),
    ],
)
def test_of_what_was_sent_the_house_s_own_markup_is_kept(sent: str, kept: str) -> None:
    assert formatted(sent) == kept
    check_text(formatted(sent), formatted=True)


@pytest.mark.parametrize(
    ("text", "over"),
    [("检" * LONGEST, 0), ("检" * (LONGEST + 1), 1), ("😀" * 2048, 0), ("😀" * 2049, 2)],
)
def test_a_text_is_as_long_as_telegram_counts(text: str, over: int) -> None:
    said = f"<b>{text}</b>"
    assert length(said) == LONGEST + over
    if not over:
        assert wording.read(said) == said
        check_text(said, formatted=True)
        return
    with pytest.raises(Complaint) as refused:
        wording.read(said)
    assert f"有{LONGEST + over}字" in refused.value.sentence
    assert f"多了{over}字" in refused.value.sentence


@pytest.mark.parametrize("said", ["", "  \n ", "<b> </b>", "\u202e", "<script>x</script>"])
def test_nothing_is_no_text(said: str) -> None:
    with pytest.raises(Complaint):
        wording.read(said)


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("https://www.example.org/a?b=1", "https://www.example.org/a?b=1"),
        ("www.example.org", "https://www.example.org"),
        ("ｗｗｗ.example.org/x", "https://www.example.org/x"),
    ],
)
def test_an_address_is_https(said: str, kept: str) -> None:
    assert wording.ADDRESS.read(said) == kept


@pytest.mark.parametrize(
    "said",
    [
        "http://example.org",
        "javascript:alert(1)",
        "https://good.org@evil.org/",
        "tg://resolve?domain=x",
        "https://127.0.0.1/",
        "https://localhost",
        "ftp://example.org",
        "网址",
    ],
)
def test_other_addresses_are_not_taken(said: str) -> None:
    assert complaint_of(wording.ADDRESS, said)


def test_the_choices_of_a_poll() -> None:
    read = wording.CHOICES.read
    assert read("参加、不参加") == ["参加", "不参加"]
    assert read(" 参加 \n\n不参加\n待定") == ["参加", "不参加", "待定"]
    assert len(read("\n".join(map(str, range(10))))) == 10
    for wrong in ("参加", "", "来、来", "、".join(map(str, range(11))), "好、" + "长" * 31):
        assert complaint_of(wording.CHOICES, wrong)


@pytest.mark.parametrize("said", HOSTILE)
async def test_names_and_titles_are_shown_as_text(newsroom: Newsroom, said: str) -> None:
    """Everywhere one announcement is shown to its makers, and in what the courier sends."""
    services = newsroom.services
    person = Person(id="x", name="x")
    identity = await newsroom.draft(escape(said))

    async def furnish(desk):  # type: ignore[no-untyped-def]
        await services.writing.add_piece(desk, identity, said, b"x", shown=False)
        await services.writing.add_link(desk, identity, "https://a.org", said[:20])
        await services.writing.set_choices(desk, identity, [f"{said[:29]}？", "好"])
        view = await services.writing.one(desk, identity)
        return view, await services.writing.listed(desk, 0, 0)

    view, listed = await newsroom.at("author", furnish)
    for text in (
        texts.one(view),
        texts.listed(listed),
        texts.buttons(view.cast.content),
        texts.so_far(view.cast.content),
        texts.discard(view.cast),
        sending_texts.stop(view.cast),
        sending_texts.ask_mend(view.cast),
    ):
        check_text(text, formatted=True)
        assert "<script>" not in text and "<a href" not in text
    for buttons in (keyboards.one(view, person), keyboards.listed(listed)):
        check_buttons(numbered(buttons))
    sent = messages(view.cast.content, identity, 1)[0]
    check_text(sent.text, formatted=True)  # type: ignore[attr-defined]
    check_buttons(sent.reply_markup)  # type: ignore[attr-defined]
    asked = await newsroom.ask(identity)
    check_text(asked.letters[0].text, formatted=True)


def test_how_a_text_begins() -> None:
    assert opening("<b>一</b>\n二 &lt;", 10) == "一 二 <"
    assert opening("检" * 50, 10) == "检" * 9 + "…"
