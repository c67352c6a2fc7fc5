"""What one may hear of, in words."""

from handlers.duties.topics import Topic

LABELS = {
    Topic.DUTIES: "待办提醒",
    Topic.EVENTS: "活动订阅",
    Topic.DIGEST: "工作摘要",
    Topic.ANNOUNCEMENTS: "通知公告",
}
