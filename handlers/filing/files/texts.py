"""What is said about files that come and go."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from forms.exports.returned import Mistake, Returned
from forms.specification import FieldSpec, FormSpec

MOST_MISTAKES = 10
FIRST_NAMED = 3
LOCKED = "「{label}」现在不能改，这个文件没有收。"
BELONGS = (
    "《{name}》先没有收：它像是{labels}要的，到那一项再发。"
    "想先交，点「看已填的」，发那一项的编号。"
)
NOBODY_WANTS = "《{name}》没有收：这张表里没有哪一项要这种文件。"
FULL_TABLE = "这些是要填的内容：填好后保存，直接把文件发给我，不用一次填完。"
HANDED_OUT = "「{title}」的{what}{known}。{how}"
KNOWN = "，已经填好的都在里面（身份证号、手机号除外）"
IN_NEW = "已另开一份草稿。"
OLD_VERSION = "您用的是旧版的表，没有变的都带过来了，变了的会再问您。"
NOTHING_IN_IT = "表里还没有填写内容。"
LOCKED_SKIPPED = "这次只能改退回的几项，其他项没有动。"
WHICH_SOCIETY = "您代表几个学会。请先选好这张表是为哪一个学会填的，再把文件发一次："
NOT_YOURS = "看得出这是「{title}」。这张表由学会秘书填报，您现在的身份不能交。"


def size(count: int) -> str:
    if count >= 2**20:
        return f"{count / 2**20:.1f}MB"
    return f"{max(count // 1024, 1)}KB" if count >= 1024 else f"{count}字节"


def attached(field: FieldSpec, file: Mapping[str, Any], count: int, replaced: str) -> str:
    """The name as it is kept, its size, and how many there are now."""
    lines = [
        f"✓ {escape(field.label)}：《{escape(str(file['name']))}》（{size(int(file['size']))}）"
    ]
    if replaced:
        lines.append(f"换掉了原来的《{escape(replaced)}》。")
    if (field.least or 0) > count:
        lines.append(f"已收到{count}个，至少要{field.least}个，请接着发。")
    elif field.most and field.most > 1:
        more = f"还可以再发{field.most - count}个" if field.most > count else "已经够了"
        lines.append(f"已收到{count}个，{more}。")
    elif count > 1:
        lines.append(f"这一项现在有{count}个文件。要换掉旧的，点「去掉重发」。")
    return "\n".join(lines)


def known_already(name: str) -> str:
    return f"《{escape(name)}》已经收到过，没有重复收。"


def belongs_to(name: str, fields: Sequence[FieldSpec]) -> str:
    if not fields:
        return NOBODY_WANTS.format(name=escape(name))
    labels = "、".join(f"「{escape(each.label)}」" for each in fields[:FIRST_NAMED])
    return BELONGS.format(name=escape(name), labels=labels)


def filled_in(
    form: FormSpec,
    returned: Returned,
    taken: int,
    mistakes: Sequence[Mistake],
    notes: Sequence[str],
) -> str:
    """How much was taken, and every mistake in its sentence, the first ones at least."""
    lines = [
        f"「{escape(form.title)}」收到了，{taken}项已填好。" if taken else NOTHING_IN_IT,
        *notes,
    ]
    if returned.version and returned.version != form.version:
        lines.append(OLD_VERSION)
    if mistakes:
        lines.append(f"有{len(mistakes)}处没有收，请核对：")
    lines += [_mistake(each) for each in mistakes[:MOST_MISTAKES]]
    if len(mistakes) > MOST_MISTAKES:
        lines.append(f"……还有{len(mistakes) - MOST_MISTAKES}处，接着往下填时会一项一项问到。")
    return "\n".join(lines)


def _mistake(mistake: Mistake) -> str:
    sentence = escape(mistake.sentence)
    return f"• {escape(mistake.label)}：{sentence}" if mistake.label else f"• {sentence}"


def handed_out(form: FormSpec, what: str, *, known: bool) -> str:
    title, more = escape(form.title), KNOWN if known else ""
    return HANDED_OUT.format(title=title, what=what, known=more, how=FULL_TABLE)
