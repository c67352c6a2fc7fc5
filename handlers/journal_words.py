"""What the journal says, in words: deeds are kept in English, people read them in Chinese."""

from collections.abc import Mapping
from typing import Any

from forms.rosters import MEMBERS
from handlers.doors import DOORS
from handlers.duties.topic_words import LABELS as TOPICS
from handlers.filing_words import in_words
from handlers.people.fields import STATES
from handlers.people.societies import fields
from handlers.roles import LABELS
from storage.journal import Link

Names = Mapping[str, str]
TITLE = "日志"
HEADINGS = ("序号", "时间", "经手人", "入口", "事情", "对象", "说明", "指纹")
# Every action that is written anywhere; a test looks for those that have no words.
ACTIONS = {
    "absence ended": "结束请人代办",
    "absence set": "请人代办",
    "announcement begun": "起草通知",
    "attachment opened": "查看申报件附件",
    "audience changed": "改通知的收件人",
    "batch done": "批量办理申报件",
    "card checked": "查验会员证",
    "card made": "出示会员证",
    "calendar link given": "取手机日历的链接",
    "calendar link renewed": "换手机日历的链接",
    "codes locked": "输码暂停（次数太多）",
    "confirmation closed": "会员认证暂停（次数太多）",
    "consent given": "同意个人信息说明",
    "correction decided": "核对学会更正",
    "correction proposed": "申请更正学会信息",
    "correction wished": "请秘书更正会员资料",
    "deadline cancelled": "取消期限",
    "deadline changed": "修改期限",
    "deadline confirmed": "核对期限",
    "deadline set": "设期限",
    "demo furnished": "布置演示",
    "door ended": "退出入口",
    "door linked": "在新入口登录",
    "draft begun": "开始填表",
    "draft discarded": "删去草稿",
    "duty done": "记为已办",
    "duty reopened": "撤回「已办」",
    "expert asked": "请专家评审",
    "expert stepped aside": "专家回避",
    "experts asked": "批量请专家评审",
    "figure confirmed": "确认政策参数",
    "figure reset": "恢复政策参数",
    "figure set": "修改政策参数",
    "filing assigned": "转交申报件",
    "filing claimed": "认领申报件",
    "event cancelled": "取消活动",
    "event entered": "活动列入日历",
    "event guests exported": "导出活动参加人员",
    "event opened": "开设沙龙",
    "event places changed": "修改活动名额",
    "filing moved": "办理申报件",
    "form sent back": "发回填好的表",
    "import approved": "同意导入表格",
    "import cancelled": "停止导入",
    "import done": "导入表格完成",
    "import received": "收到要导入的表格",
    "import refused": "没有收下表格",
    "invitation given": "发出邀请",
    "invitation used": "接受邀请",
    "invitation withdrawn": "撤回邀请",
    "journal exported": "导出日志",
    "kept long enough": "到期清理",
    "late ones exported": "导出没办的学会",
    "list moved": "批量办理评审结果",
    "login code made": "取登录码",
    "member added": "添加会员",
    "member back": "恢复会员",
    "member changed": "修改会员资料",
    "member checked": "核实会员",
    "member imported": "导入会员",
    "member left": "会员退会",
    "membership confirmed": "会员认证",
    "membership renewed": "会员年度确认",
    "names matched": "核对名单表格",
    "notice exported": "导出公示名单",
    "notice shelved": "收录通知",
    "numbers seen": "查看申报件号码",
    "objection filed": "提出公示异议",
    "objection read": "查看公示异议",
    "own data erased": "撤回同意并删除本人资料",
    "own data exported": "导出本人资料",
    "question opened": "问题转给工作人员",
    "ranking exported": "导出评审排名",
    "reminders muted": "关闭提醒",
    "reminders resumed": "恢复提醒",
    "renewal closed": "结束年度更新",
    "renewal exported": "导出年度更新进度",
    "renewal opened": "开始年度更新",
    "role ended": "结束身份",
    "reminder drafted": "写催办的草稿",
    "role given": "给予身份",
    "role switched in the demo": "演示中切换身份",
    "roster exported": "导出会员名册",
    "saved list added": "存常用名单",
    "saved list removed": "删除常用名单",
    "saved list renamed": "常用名单改名",
    "societies exported": "导出学会名录",
    "societies tagged": "给学会打标签",
    "society added": "新增学会",
    "society changed": "修改学会信息",
    "society untagged": "去掉学会标签",
    "table exported": "导出表格",
}
FIELDS = {
    "action": "事情",
    "bad": "有问题",
    "by": "经由",
    "changed": "更改",
    "correction": "更正",
    "count": "数量",
    "counts": "数量",
    "days": "有效天数",
    "digest": "指纹",
    "due": "截止",
    "duty": "事项",
    "title": "名称",
    "failures": "次数",
    "field": "栏目",
    "fields": "栏目",
    "figure": "参数",
    "files": "文件",
    "filing": "申报件",
    "form": "表单",
    "from": "原为",
    "instead": "代",
    "kind": "表格",
    "last": "最后一行",
    "members_informed": "已告知会员",
    "memberships": "会籍",
    "merged": "并入访客记录",
    "move": "办理",
    "new": "新增",
    "objection": "异议",
    "person": "人员",
    "purpose": "用途",
    "questions": "提问",
    "reasons": "说明原因的项数",
    "reason": "原因",
    "role": "身份",
    "roles": "身份",
    "same": "没有变化",
    "societies": "学会",
    "society": "学会",
    "sort": "条件",
    "source": "来源",
    "state": "状态",
    "tag": "标签",
    "tier": "把握",
    "to": "改为",
    "topic": "提醒",
    "until": "到",
    "whole": "完整号码",
    "workflow": "流程",
    "written": "已写入",
    "year": "年度",
    # What the rounds let go of.
    "closed pages": "已退出的网页",
    "deliveries": "发送记录",
    "drafts": "没填完的内容",
    "filing drafts": "没提交的申报草稿",
    "invitations": "过期邀请",
    "messages of closed pages": "已退出网页的聊天",
    "numbers of members who left": "退会会员的号码",
    "web messages": "网页聊天记录",
}
TIERS = {"direct": "有明确规定", "related": "有相关规定", "not_found": "没有找到依据"}
CORRECTIONS = {
    "waiting": "待核对",
    "accepted": "已采纳",
    "refused": "未采纳",
    "withdrawn": "已撤回",
}
VALUES = (
    {str(key): label for key, label in (*LABELS.items(), *STATES.items())}
    | TIERS
    | CORRECTIONS
    | {str(topic): label for topic, label in TOPICS.items()}
    | {
        "import": "表格导入",
        "membership": "会员身份",
        "members": "会员名册",
        "rosters": "多个学会的名册",
        "societies": "学会",
        "invitations": "邀请名单",
    }
    | fields.TITLES
    | {column.name: column.title for column in MEMBERS.columns}
    | {"name": "名称（姓名）"}  # of a society, or of a member
)
NOBODY, GONE = "（系统）", "（已删除）"


def action_words(action: str) -> str:
    return ACTIONS.get(action, action)


def door_words(door: str) -> str:
    return DOORS.get(door, door)


def detail_words(detail: Mapping[str, Any], names: Names) -> str:
    """「身份：管理员；有效天数：7」."""
    return "；".join(
        f"{FIELDS.get(name, name)}：{_value(value, names)}"
        for name, value in in_words(detail).items()
    )


def ids_in(link: Link) -> set[str]:
    """What may stand for somebody or something with a name."""
    said = {link.entry.object, link.entry.person_id or ""}
    return said | {value for value in link.entry.detail.values() if isinstance(value, str)}


def row_of(link: Link, names: Names) -> list[Any]:
    """The cells under HEADINGS; whoever is gone is said to be, what is gone keeps its number."""
    entry = link.entry
    return [
        link.number,
        entry.at.strftime("%Y-%m-%d %H:%M:%S"),
        names.get(entry.person_id, GONE) if entry.person_id else NOBODY,
        door_words(entry.door),
        action_words(entry.action),
        names.get(entry.object, entry.object),
        detail_words(entry.detail, names),
        link.digest,
    ]


def _value(value: Any, names: Names) -> str:
    if isinstance(value, Mapping):
        return f"（{detail_words(value, names)}）"
    if isinstance(value, (list, tuple)):
        return "、".join(_value(each, names) for each in value) or "无"
    if value is None:
        return "无"
    if isinstance(value, bool):
        return "是" if value else "否"
    return VALUES.get(str(value)) or names.get(str(value)) or str(value)
