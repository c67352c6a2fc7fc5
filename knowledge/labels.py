"""What has to be said with a text that does not count, or is no notice."""

from datetime import date

from knowledge.notice import Citation, Source, Validity
from knowledge.validity import Stated, since, validity_of

REPEALED = "已废止"
SUPERSEDED, REPLACED = "已被新文件替代", "已被{successor}替代"
EXPIRED, OVER = "有效期至{day}，现已失效", "现已失效"
NOT_YET, LATER = "{day}起施行，现在还没有施行", "现在还没有施行"
ANSWERED, ANSWERED_ON = "工作人员答复", "工作人员答复，{day}"


def label_of(citation: Citation) -> str:
    """「已废止」, empty for a notice in force; whoever shows its words shows this with them."""
    said = (
        _answered(citation.kind, citation.issued),
        _worth(citation.validity, citation.since, citation.successor),
    )
    return "；".join(filter(None, said))


def label_of_notice(notice: Stated, today: date, successor: str | None = None) -> str:
    """The same of a whole notice, or of a record of it."""
    said = (_answered(notice.kind, notice.issued), worth_of(notice, today, successor))
    return "；".join(filter(None, said))


def worth_of(notice: Stated, today: date, successor: str | None = None) -> str:
    """Only why it does not count."""
    validity = validity_of(notice, today)
    return _worth(validity, since(notice, validity), successor)


def _answered(kind: str, issued: date | None) -> str:
    if kind != Source.ANSWER:
        return ""
    return ANSWERED_ON.format(day=_day(issued)) if issued else ANSWERED


def _worth(validity: Validity, at: date | None, successor: str | None) -> str:
    day = _day(at) if at else ""
    return {
        Validity.CURRENT: "",
        Validity.REPEALED: REPEALED,
        Validity.SUPERSEDED: REPLACED.format(successor=successor) if successor else SUPERSEDED,
        Validity.EXPIRED: EXPIRED.format(day=day) if day else OVER,
        Validity.NOT_YET: NOT_YET.format(day=day) if day else LATER,
    }[validity]


def _day(at: date) -> str:
    return f"{at.year}年{at.month}月{at.day}日"
