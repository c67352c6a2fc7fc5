"""What only stands in one's own data, in words."""

IMPORTS = {
    "received": "已收到",
    "checked": "已检查",
    "approved": "导入中",
    "done": "已导入",
    "cancelled": "已取消",
    "refused": "读不了",
}
PURPOSES = {"membership": "会员身份核对和名册"}
QUESTION_REASONS = {"asked": "请工作人员回答", "down": "没答好"}
