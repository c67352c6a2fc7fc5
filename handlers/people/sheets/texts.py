"""What the corner says."""

from html import escape

from handlers.people.importing.books import Table

SEND = {
    Table.SOCIETIES: (
        "请把填好的<b>学会名录</b>（.xlsx）发给我。我先核对，给您看有哪些变化，"
        "您同意后才写入；有问题的行会标好发还给您。"
    ),
    Table.MEMBERS: (
        "请把填好的<b>会员名册</b>（.xlsx）发给我（{society}）。我先核对，给您看有哪些变化，"
        "您同意后才写入；有问题的行会标好发还给您。"
    ),
    Table.INVITATIONS: (
        "请把<b>邀请名单</b>（.xlsx，列：学会、姓名、身份）发给我。"
        "我先核对，您同意后才生成邀请码。"
    ),
}
SEVERAL_SOCIETIES = "各学会，以表里的「学会」一列为准"
LOOKS_LIKE = {
    Table.SOCIETIES: "这像是学会名录，要检查导入吗？",
    Table.MEMBERS: "这像是会员名册（{society}），要检查导入吗？",
    Table.INVITATIONS: "这像是邀请名单，要检查并生成邀请码吗？",
}
WHICH_SOCIETY = "哪个学会的会员名册？"
LOOKS_LIKE_ONE_OF = "这像是会员名册，是哪个学会的？选好后我先检查，不会马上写入。"
RECEIVED = "收到《{name}》，正在检查。检查完告诉您，这期间您可以继续问别的。"
WITHOUT_FILE = "好的，不处理这个文件了。"
GONE = "这个文件已经不在了。请再发一次。"
APPROVED = "好的，开始导入。做完告诉您，这期间您可以继续问别的。"
STOPPED = "好的，没有导入，文件已经删除。"
STOPPED_HALFWAY = "好的，已经停下来了，文件已经删除。停下之前导入的 {done} 行保留。"
OVER = "这次导入已经结束了。要再导入，请把文件再发一次。"
STILL_CHECKING = "还在检查，检查完告诉您。"
ALREADY_GOING = "已经在导入了，做完告诉您。"
TEMPLATE = {
    Table.SOCIETIES: "这是学会名录的模板。填好后发给我就行，列的顺序可以变，表头文字不要改。",
    Table.MEMBERS: (
        "这是会员名册的模板。身份证号和手机号至少填一个。请先告知会员：信息用于会员管理，"
        "只有本学会秘书和科协工作人员能看到。填好后发给我就行。"
    ),
}
SOCIETIES_OUT = "学会名录，共 {count} 个学会，不含联系人手机。文件在这里保留 {days} 天。"
SOCIETIES_WHOLE_OUT = (
    "学会名录，共 {count} 个学会，含联系人手机，请妥善保管。文件在这里保留 {days} 天。"
)
ROSTER_OUT = (
    "{society}会员名册，共 {count} 人，证件号和手机号只列末四位。文件在这里保留 {days} 天。"
)
ROSTER_WHOLE_OUT = (
    "{society}会员名册，共 {count} 人，含完整号码。"
    "文件在这里保留 {days} 天，请妥善保管，用完删除。"
)
WHOLE_SURE = (
    "要导出{society}会员名册的<b>完整证件号和手机号</b>吗？这一次导出会记入日志。"
    "多数情况下只列末四位的名册就够用。"
)
INVITE_SURE = (
    "有 {count} 个学会有联系人、还没有秘书。要给这些联系人生成学会秘书的邀请码吗？"
    "您会收到一个表格，由您转发给他们。\n"
    "也可以直接发一个表格给我（列：学会、姓名、身份），按名单邀请。"
)
NOBODY_TO_INVITE = (
    "没有要邀请的联系人：登记了联系人的学会都有秘书了。"
    "也可以发一个表格给我（列：学会、姓名、身份），按名单邀请。"
)
INVITED = (
    "共 {count} 个邀请，邀请码 {days} 天内有效，每个只能用一次。"
    "请分别转发给本人，不要发在群里。表格在这里保留 7 天。"
)
NO_CONTACT = "还有 {count} 个学会没有登记联系人：{names}"
SHOWN_NAMES = 8
NOT_FOUND = "没有找到这个学会，可能刚刚改过名。发送「菜单」重新开始。"


def send(table: Table, society: str | None) -> str:
    return SEND[table].format(society=escape(society or SEVERAL_SOCIETIES))


def looks_like(table: Table, society: str | None) -> str:
    return LOOKS_LIKE[table].format(society=escape(society or SEVERAL_SOCIETIES))


def received(name: str) -> str:
    return RECEIVED.format(name=escape(name))


def invited(count: int, days: int, without_contact: list[str]) -> str:
    said = [INVITED.format(count=count, days=days)] if count else []
    return "\n".join([*said, *no_contact(without_contact)])


def ask_to_invite(count: int, without_contact: list[str]) -> str:
    first = INVITE_SURE.format(count=count) if count else NOBODY_TO_INVITE
    return "\n".join([first, *no_contact(without_contact)])


def no_contact(names: list[str]) -> list[str]:
    if not names:
        return []
    shown = "、".join(map(escape, names[:SHOWN_NAMES]))
    more = "等" if len(names) > SHOWN_NAMES else ""
    return [NO_CONTACT.format(count=len(names), names=f"{shown}{more}")]
