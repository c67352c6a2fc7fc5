"""What the page of a form is answered: the form as it is now, or a sentence."""

from collections.abc import Awaitable, Callable
from http import HTTPStatus
from urllib.parse import quote

from aiohttp import web

from forms.values import Complaint
from handlers.casework.errors import FilingGone, MovedOn
from handlers.errors import SENTENCES
from handlers.filing.whole import ChangedElsewhere
from handlers.filing.whole_view import Json, Saved
from handlers.rights import NotForThisRole

CHANGED = "这里刚在别处改过，已换成最新内容。请核对后再填。"
GONE = "没有找到这张表，可能已经删去，或者不归您填。请回到对话，发「我的草稿」看一看。"
STATUSES: dict[type[Exception], HTTPStatus] = {
    FilingGone: HTTPStatus.NOT_FOUND,
    NotForThisRole: HTTPStatus.FORBIDDEN,
    ChangedElsewhere: HTTPStatus.CONFLICT,
    MovedOn: HTTPStatus.CONFLICT,
}
WORDS = {ChangedElsewhere: CHANGED, MovedOn: CHANGED, FilingGone: GONE}
SMALL = 2048


def form_reply(saved: Saved) -> web.Response:
    return json_reply({"view": saved.view, "refused": list(saved.refused)})


def json_reply(told: Json, status: HTTPStatus = HTTPStatus.OK) -> web.Response:
    response = web.json_response(told, status=status)
    if isinstance(response.body, bytes) and len(response.body) > SMALL:
        response.enable_compression()
    return response


async def or_sentence(step: Callable[[], Awaitable[web.StreamResponse]]) -> web.StreamResponse:
    """Whatever may go wrong in ordinary life becomes a sentence with its status."""
    try:
        return await step()
    except Complaint as complaint:
        return json_reply({"error": complaint.sentence}, HTTPStatus.UNPROCESSABLE_ENTITY)
    except tuple(STATUSES) as error:
        kind = next(each for each in type(error).__mro__ if each in STATUSES)
        sentence = WORDS.get(kind) or SENTENCES.get(type(error)) or SENTENCES[kind]
        return json_reply({"error": sentence}, STATUSES[kind])


def file_reply(name: str, content: bytes) -> web.Response:
    """Saved, never opened by the browser."""
    response = web.Response(body=content, content_type="application/octet-stream")
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return response
