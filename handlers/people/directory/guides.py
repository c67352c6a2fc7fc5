"""The conversation of whoever looks for somebody."""

from forms.values import Text
from handlers.desk import Desk, Reply
from handlers.guide import Draft, Finish, Guide, question
from handlers.people import conversations
from handlers.people.directory import keyboards, texts
from handlers.people.directory.service import Directory


def guides(directory: Directory) -> tuple[Guide, ...]:
    words = question("words", texts.ASK, Text(least=1, most=40))
    return (
        Guide(
            name=conversations.SEARCH, title="查询", questions=(words,), finish=_search(directory)
        ),
    )


def _search(directory: Directory) -> Finish:
    async def finish(draft: Draft, desk: Desk) -> Reply:
        found = await directory.search(desk, draft.get("words"))
        return Reply(text=texts.hits(found), buttons=keyboards.hits(found))

    return finish
