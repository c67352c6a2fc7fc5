"""How files are served: pictures to look at, everything else to save, each to its owner."""

from collections.abc import Callable

from bot.app import House
from tests.bot.paper_room import PICTURE
from tests.bot.web.conftest import Visitor


async def test_a_picture_is_shown_inline_to_its_owner_only(
    visitor: Visitor, visitors: Callable[[], Visitor]
) -> None:
    await visitor.hello()
    await visitor.says("要图片")
    shown = (await visitor.history())[-1]
    assert (shown["html"], shown["files"]) == ("<b>电子会员证</b>", [])
    async with visitor.web.get(f"{visitor.url}{shown['picture']}") as response:
        assert (response.status, response.content_type) == (200, "image/png")
        assert response.headers["Content-Disposition"].startswith("inline; filename*=UTF-8''")
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert await response.read() == PICTURE
    stranger = visitors()
    await stranger.hello()
    assert await stranger.status(shown["picture"]) == 404


async def test_everything_else_is_saved_whatever_it_is_called(visitor: Visitor) -> None:
    await visitor.hello()
    for name, content in (
        ("名册.xlsx", b"PK"),
        ("a.png", b"<svg onload=alert(1)>"),
        ("b.html", b"<b>"),
    ):
        await visitor.uploads(name, content)
        sent = [each for each in await visitor.history() if each["mine"]][-1]
        async with visitor.web.get(f"{visitor.url}{sent['files'][0]['url']}") as response:
            assert response.content_type == "application/octet-stream"
            assert response.headers["Content-Disposition"].startswith("attachment; ")
            assert await response.read() == content


async def test_a_picture_that_is_gone_is_a_kind_404(visitor: Visitor, house: House) -> None:
    await visitor.hello()
    await visitor.says("要图片")
    shown = (await visitor.history())[-1]
    for path in house.shelf.folder.iterdir():
        path.unlink()
    async with visitor.web.get(f"{visitor.url}{shown['picture']}") as response:
        assert response.status == 404
        assert (await response.text()).startswith("没有这个页面")
