"""What the page of a form sends: small JSON, one file at a time; anything else is refused."""

import json
from typing import Any, Literal

from aiohttp import BodyPartReader, web
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from handlers.attachments import LARGEST
from handlers.filing.whole import Said
from handlers.filing.whole_files import Sent

MOST_BYTES = 256 * 1024
NOT_UNDERSTOOD = "这一步没有看懂，请刷新页面再试。"
NO_FILE = "没有收到文件，请重新选择。"
Deed = Literal["save", "skip", "explain", "add_row", "remove_row", "finish", "paste"]


class Step(BaseModel):
    """One change of a field or a group."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    do: Deed
    place: str = Field(max_length=120)
    text: str = Field(default="", max_length=100_000)
    seen: str | None = Field(default=None, max_length=20_000)
    row: str | None = Field(default=None, max_length=20)
    shown: int = Field(default=0, ge=0, le=1000)

    def said(self) -> Said:
        return Said(**self.model_dump(exclude={"do"}))


async def read_step(request: web.Request) -> Step:
    try:
        return Step.model_validate(await read_json(request))
    except ValidationError as error:
        raise web.HTTPBadRequest(text=NOT_UNDERSTOOD) from error


async def read_json(request: web.Request) -> Any:
    if request.content_type != "application/json":
        raise web.HTTPUnsupportedMediaType(text=NOT_UNDERSTOOD)
    body = bytearray()
    async for chunk in request.content.iter_chunked(65536):
        body += chunk
        if len(body) > MOST_BYTES:
            raise web.HTTPRequestEntityTooLarge(MOST_BYTES, len(body))
    try:
        return json.loads(body)
    except ValueError as error:  # also for what is no UTF-8
        raise web.HTTPBadRequest(text=NOT_UNDERSTOOD) from error


async def read_file(request: web.Request) -> Sent:
    """Raises Complaint for an empty or too large file."""
    try:
        part = await (await request.multipart()).next()
    except (ValueError, AssertionError) as error:
        raise web.HTTPBadRequest(text=NO_FILE) from error
    if not isinstance(part, BodyPartReader) or part.name != "file":
        raise web.HTTPBadRequest(text=NO_FILE)
    content = bytearray()
    while len(content) <= LARGEST and (chunk := await part.read_chunk(65536)):
        content += chunk
    return Sent(name=part.filename or "", content=bytes(content))
