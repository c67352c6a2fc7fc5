"""Where a button may lead in the rooms about people and societies."""

from enum import StrEnum


class Place(StrEnum):
    """Short: with an id, a place must fit into the 64 bytes of a button."""

    # One's own
    ME = "me"
    DOORS = "doors"
    END_DOOR = "door.end"
    LOGIN_CODE = "code"
    ACT_FOR = "act"
    MY_DATA = "data"
    MY_EXPORT = "data.export"
    ERASE = "data.erase"
    MY_MEMBERSHIP = "membership"
    CORRECT_MINE = "membership.change"
    STILL_RIGHT = "membership.right"
    LEAVE_SOCIETY = "membership.leave"
    CARD = "card"
    # Coming in
    ENTER = "enter"
    CONFIRM = "confirm"
    # Invitations
    INVITE = "invite"
    INVITATIONS = "invites"
    INVITATION = "invited"
    UNINVITE = "uninvite"
    INVITE_ALL = "invite.all"
    INVITE_MEMBER = "invite.member"
    # Societies
    SOCIETIES = "societies"
    SOCIETY = "society"
    CORRECT = "correct"
    CORRECT_FIELD = "correct.field"
    CORRECTIONS = "corrections"
    CORRECTION = "correction"
    ACCEPT = "accept"
    REFUSE = "refuse"
    ADD_SOCIETY = "society.add"
    SOCIETY_TEMPLATE = "society.sheet"
    IMPORT_SOCIETIES = "society.import"
    EXPORT_SOCIETIES = "society.export"
    # Rosters
    ROSTER = "roster"
    MEMBER = "member"
    ADD_MEMBER = "member.add"
    CHANGE_MEMBER = "member.change"
    MEMBER_LEFT = "member.left"
    MEMBER_BACK = "member.back"
    MEMBER_CHECKED = "member.checked"
    FIND_MEMBER = "member.find"
    MEMBER_TEMPLATE = "roster.sheet"
    IMPORT_MEMBERS = "roster.import"
    EXPORT_ROSTER = "roster.export"
    EXPORT_ROSTER_WHOLE = "roster.whole"
    RENEWAL = "renewal"
    OPEN_RENEWAL = "renewal.open"
    CLOSE_RENEWAL = "renewal.close"
    EXPORT_RENEWAL = "renewal.export"
    # Imports
    IMPORT_GO = "import.go"
    IMPORT_STOP = "import.stop"
    # Staff
    SEARCH = "search"
    PERSON = "person"
    END_ROLE = "role.end"
    END_ROLE_NOW = "role.end.now"
    JOURNAL = "journal"
    EXPORT_JOURNAL = "journal.export"
    # Filing
    CATALOGUE = "forms"
    FORM = "form"
    BEGIN = "form.begin"
    FORM_WORKBOOK = "form.xlsx"
    FORM_DOCUMENT = "form.docx"
    DRAFTS = "drafts"
    GO_ON = "draft"
    DISCARD = "draft.drop"
    DISCARD_NOW = "draft.drop.now"
    FILINGS = "filings"
    FILING = "filing"
    HISTORY = "filing.past"
    FILED = "filing.all"
    WITHDRAW = "filing.stop"
    COPY = "filing.copy"
    RECEIPT = "receipt"
    ATTACHMENTS = "files"
    ATTACHMENT = "file"
    # Review
    QUEUE = "queue"
    REVIEW = "review"
    ANSWERS = "review.all"
    PAPERS = "review.files"
    PAPER = "review.file"
    PAST = "review.past"
    NUMBERS = "review.numbers"
    MOVE = "move"
    CLAIM = "claim"
    HAND_OVER = "hand.over"
    ABSENCE = "absence"
    SET_ABSENCE = "absence.set"
    END_ABSENCE = "absence.end"
    BATCH = "batch"
    EXPERTS = "experts"
    ASK_EXPERT = "experts.ask"
    SPREAD = "experts.all"
    TO_SCORE = "to.score"
    CANDIDATE = "candidate"
    SCORE = "score"
    RECUSE = "recuse"
    RANKING = "ranking"
    EXPORT_RANKING = "ranking.xlsx"
    MOVE_ALL = "ranking.move"
    NOTICE_LIST = "notice"
    EXPORT_NOTICE = "notice.docx"
    OBJECT = "object"
    OBJECTIONS = "objections"
    OBJECTION = "objection"
    SETTLE = "objection.do"
    # Events and figures
    EVENTS = "events"
    EVENT = "event"
    ADD_EVENT = "event.add"
    CANCEL_EVENT = "event.stop"
    PLACES = "event.places"
    SIGN_UP = "event.sign"
    GUESTS = "event.people"
    EXPORT_GUESTS = "event.xlsx"
    DOOR_CODE = "event.code"
    CHECK_IN = "check.in"
    FIGURES = "figures"
    FIND_FIGURE = "figure.find"
    FIGURE = "figure"
    CHANGE_FIGURE = "figure.set"
    CONFIRM_FIGURE = "figure.ok"
    FORGET_FIGURE = "figure.drop"
    # What was left unfinished
    CONTINUE = "continue"


DOWNLOAD = "下载表格"

LABELS = {
    Place.ME: "我是谁",
    Place.DOORS: "登录的入口",
    Place.LOGIN_CODE: "在别处登录",
    Place.MY_DATA: "我的数据",
    Place.MY_MEMBERSHIP: "我的会籍",
    Place.CARD: "会员证",
    Place.ENTER: "输入邀请码或登录码",
    Place.CONFIRM: "会员认证",
    Place.INVITE: "发邀请",
    Place.INVITATIONS: "发出的邀请",
    Place.SOCIETIES: "学会名录",
    Place.SOCIETY: "学会信息",
    Place.CORRECTIONS: "待核对的更正",
    Place.ROSTER: "会员名册",
    Place.RENEWAL: "会员动态更新",
    Place.SEARCH: "查学会或人",
    Place.JOURNAL: "操作日志",
    Place.CATALOGUE: "办理申报",
    Place.DRAFTS: "我的草稿",
    Place.GO_ON: "接着填",
    Place.FILINGS: "我的申报",
    Place.FILING: "看这一件",
    Place.FILED: "看填报内容",
    Place.HISTORY: "看办理经过",
    Place.ATTACHMENTS: "看附件",
    Place.RECEIPT: "回执",
    Place.COPY: "再办一件",
    Place.QUEUE: "待办审核",
    Place.REVIEW: "去办理",
    Place.ANSWERS: "看全部内容",
    Place.PAPERS: "看附件",
    Place.PAST: "看办理经过",
    Place.NUMBERS: "看完整号码",
    Place.CLAIM: "我来办",
    Place.HAND_OVER: "转交同事",
    Place.BATCH: "批量办理",
    Place.SET_ABSENCE: "设定代办",
    Place.END_ABSENCE: "结束代办",
    Place.TO_SCORE: "待我评分",
    Place.EXPERTS: "评审专家",
    Place.RANKING: "评审排名",
    Place.NOTICE_LIST: "公示名单",
    Place.OBJECTIONS: "公示异议",
    Place.EVENTS: "活动日历",
    Place.FIGURES: "政策参数",
    Place.ABSENCE: "请人代办",
}
# Further words that lead there when typed.
WORDS = {
    Place.ME: ("我是谁", "我的身份", "身份"),
    Place.DOORS: ("登录的入口", "退出登录", "退出"),
    Place.LOGIN_CODE: ("在别处登录", "登录码"),
    Place.ENTER: ("输入邀请码或登录码", "邀请码", "输入邀请码", "我有邀请码", "登录"),
    Place.INVITE: ("发邀请", "邀请"),
    Place.INVITATIONS: ("发出的邀请", "我的邀请"),
    Place.SOCIETIES: ("学会名录", "学会列表"),
    Place.SOCIETY: ("学会信息", "本会信息"),
    Place.CORRECTIONS: ("待核对的更正", "更正"),
    Place.MY_DATA: ("我的数据", "我的资料"),
    Place.MY_EXPORT: ("导出我的数据",),
    Place.ERASE: ("删除我的数据", "撤回同意", "撤回同意并删除"),
    Place.MY_MEMBERSHIP: ("我的会籍",),
    Place.CARD: ("会员证", "电子会员证"),
    Place.CONFIRM: ("会员认证", "我是会员"),
    Place.ROSTER: ("会员名册", "名册"),
    Place.RENEWAL: ("会员动态更新", "动态更新"),
    Place.IMPORT_MEMBERS: ("导入会员", "导入名册", "导入会员名册"),
    Place.IMPORT_SOCIETIES: ("导入学会", "导入学会名录", "导入学会名册"),
    Place.INVITE_ALL: ("批量邀请", "批量邀请秘书", "邀请全部秘书"),
    Place.EXPORT_SOCIETIES: ("导出学会", "导出学会名录", "导出名录", "导出学会名册"),
    Place.EXPORT_ROSTER: ("导出名册", "导出会员名册", "导出会员"),
    Place.SEARCH: ("查学会或人", "查询", "查人", "查学会"),
    Place.JOURNAL: ("操作日志", "日志"),
    Place.CATALOGUE: ("办理申报", "申报", "填表", "我要申报", "表单", "全部表单"),
    Place.DRAFTS: ("我的草稿", "草稿"),
    Place.FILINGS: ("我的申报", "申报进度", "进度"),
    Place.QUEUE: ("待办审核", "审核", "待办", "待审核"),
    Place.TO_SCORE: ("待我评分", "评分", "评审"),
    Place.RANKING: ("评审排名", "排名", "评审结果"),
    Place.NOTICE_LIST: ("公示名单", "公示", "提出异议", "异议", "我有异议"),
    Place.OBJECTIONS: ("公示异议", "待处理的异议", "处理异议"),
    Place.EVENTS: ("活动日历", "日历", "沙龙场次"),
    Place.CHECK_IN: ("签到", "我要签到"),
    Place.FIGURES: ("政策参数", "参数"),
    Place.ABSENCE: ("请人代办", "代办"),
    Place.BATCH: ("批量办理", "批量审核"),
}
