"""What stands before every request: strict headers, and a Chinese sentence for every refusal."""

import re
from collections.abc import Awaitable, Callable
from http import HTTPStatus

import structlog
from aiohttp import web

from bot.logs import incident_number

log = structlog.get_logger()
HOST = re.compile(r"[A-Za-z0-9.\-\[\]:]{1,255}")
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "connect-src 'self'{sockets}; base-uri 'none'; form-action 'none'; frame-ancestors {framed_by}"
)
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",  # or a browser mixes old and new modules of the page
}
SENTENCES = {
    HTTPStatus.NOT_FOUND: "没有这个页面。请打开首页重新开始。",
    HTTPStatus.FORBIDDEN: "这里不能从别的网站打开。请直接打开首页。",
    HTTPStatus.METHOD_NOT_ALLOWED: "这个地址不能这样打开。请打开首页重新开始。",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "发来的内容太大了，请缩小后再试。",
}
BROKEN = "抱歉，网页出了点问题。请刷新再试；如果还不行，请把编号 {incident} 告诉工作人员。"


@web.middleware
async def guard(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    try:
        response = await handler(request)
    except web.HTTPException as refusal:
        response = _refusal(refusal)
    except Exception as error:
        incident = incident_number()
        log.error("incident", incident=incident, path=_place(request), exc_info=error)
        sentence = BROKEN.format(incident=incident)
        response = web.Response(status=HTTPStatus.INTERNAL_SERVER_ERROR, text=sentence)
    if not response.prepared:
        caching = response.headers.get("Cache-Control", HEADERS["Cache-Control"])
        response.headers.update(HEADERS | {"Cache-Control": caching})
        response.headers.setdefault("Content-Security-Policy", policy(request.host))
    return response


def _place(request: web.Request) -> str:
    """The route, not the address: some addresses are secrets."""
    resource = request.match_info.route.resource
    return resource.canonical if resource else request.path


def policy(host: str, *, framed_by: str = "'none'") -> str:
    """Older WebKit does not count a page's own socket as 'self': it is named."""
    known = HOST.fullmatch(host) is not None
    sockets = f" ws://{host} wss://{host}" if known else ""
    return POLICY.format(sockets=sockets, framed_by=framed_by)


def _refusal(refusal: web.HTTPException) -> web.StreamResponse:
    said = refusal.text or ""
    english = said.startswith(f"{refusal.status}: ")  # aiohttp's own words
    sentence = SENTENCES.get(HTTPStatus(refusal.status), "") if english else said
    response = web.Response(status=refusal.status, text=sentence)
    for name in ("Allow", "Location"):
        if name in refusal.headers:
            response.headers[name] = refusal.headers[name]
    return response
