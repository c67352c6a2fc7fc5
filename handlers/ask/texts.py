"""What the room says; everything that came from outside is escaped here."""

from html import escape

from handlers.ask.service import Asked, Opened
from handlers.citing import cited, glimpse, label, labelled, source
from knowledge.notice import Answer, Citation, Tier

HEADLINES = {
    Tier.DIRECT: "<b>有明确规定</b>",
    Tier.RELATED: "<b>没有直接写明，有相关规定</b>",
    Tier.NOT_FOUND: "<b>没有找到依据</b>",
}
NOT_FOUND = (
    "现有通知里没有找到与这个问题有关的规定，我不能凭空回答。"
    "可以换个说法再问，或者按下面的按钮请工作人员回答。"
)
RELATED = "通知里没有直接写明答案，下面的规定与您的问题有关："
STAFF_CALLED = "已转给工作人员，他们会看到您的问题。您可以继续问别的。"
STAFF_CALLED_ALREADY = "这个问题已经转给工作人员了，不用再按。您可以继续问别的。"
NO_RELATED = "没有找到其他相关规定。可以换个说法再问，或请工作人员回答。"
SHOWN_AT_MOST = 1800


def answered(asked: Asked) -> str:
    answer = asked.answer
    headline = HEADLINES[answer.tier]
    if answer.tier is Tier.NOT_FOUND:
        return f"{headline}\n{NOT_FOUND}"
    if asked.worded:
        said = escape(labelled(answer.text, answer.citations))
        return "\n\n".join([f"{headline}\n{said}", *_sources(answer)])
    if answer.tier is Tier.RELATED:
        return "\n\n".join([f"{headline}\n{RELATED}", *map(glimpse, answer.citations)])
    return f"{headline}{label(answer.citations[0])}\n{cited(answer.citations[0])}"


def _sources(answer: Answer) -> list[str]:
    """What a language model's words rest on, under the numbers it cites."""
    return [
        f"[{number}] {glimpse(citation)}"
        for number, citation in enumerate(answer.citations, 1)
        if f"[{number}]" in answer.text
    ]


def opened(found: Opened) -> str:
    """The item with the cited sentence in bold; of a long one, as much as a message holds."""
    text = found.item.quote
    at = max(text.find(found.sentence), 0)
    start = max(at - SHOWN_AT_MOST // 3, 0) if len(text) > SHOWN_AT_MOST else 0
    end = min(start + SHOWN_AT_MOST, len(text))
    stop = min(at + len(found.sentence), end)
    head, tail = ("…" if start else ""), ("…" if end < len(text) else "")
    marked = f"{escape(text[start:at])}<b>{escape(text[at:stop])}</b>{escape(text[stop:end])}"
    return f"{source(found.item)}\n\n{head}{marked}{tail}"


def related(citations: tuple[Citation, ...]) -> str:
    return "\n\n".join(["<b>相关规定</b>", *map(glimpse, citations)]) if citations else NO_RELATED
