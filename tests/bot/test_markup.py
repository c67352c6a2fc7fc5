"""Whatever a text holds, a page gets only what the allow-list knows."""

from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.markup import ATTRIBUTES, SCHEMES, TAGS, sanitise

PIECES = st.sampled_from(
    [
        "<b>", "</b>", "<a href=", "'javascript:alert(1)'", '"https://example.org"', ">", "</a>",
        "<script>", "</script>", "<img src=x onerror=alert(1)>", "<style>", "<svg/onload=",
        "<!--", "-->", "<![CDATA[", "&lt;", "&#x3c;", "\x00", "<p style='x'", " ", "年检", "<",
        "<iframe srcdoc=", "<math><mi", "<pre>", "</pre>", "<code class='a'>", "\n",
    ]
)  # fmt: skip


class Seen(HTMLParser):
    """Every tag and attribute a browser would make of it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_comment(self, data: str) -> None:
        self.found.append(("comment", {}))


@given(st.one_of(st.text(), st.lists(PIECES).map("".join)))
def test_nothing_outside_the_allow_list_gets_through(text: str) -> None:
    for tag, attributes in Seen(sanitise(text)).found:
        assert tag in TAGS
        assert attributes.keys() <= ATTRIBUTES.get(tag, set()) | {"rel"}
        if "href" in attributes:
            assert urlsplit(attributes["href"] or "").scheme in SCHEMES | {""}
            assert attributes["rel"] == "noopener noreferrer"


@given(st.one_of(st.text(), st.lists(PIECES).map("".join)))
def test_plain_text_stays_what_it_was(text: str) -> None:
    shown = sanitise(text, formatted=False)
    assert Seen(shown).found == []
    assert shown.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") == text


@pytest.mark.parametrize("tag", sorted(TAGS - {"a"}))
def test_what_the_house_uses_is_kept(tag: str) -> None:
    assert sanitise(f"<{tag}>年检 &amp; 换届</{tag}>") == f"<{tag}>年检 &amp; 换届</{tag}>"
