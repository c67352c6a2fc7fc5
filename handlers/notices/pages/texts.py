"""What the page of a notice says."""

from knowledge.notice import Audience

NOTHING = (
    "没有这份通知，或者它不对您开放。请回到对话重新提问，再点回答里的链接；收到的链接一天内有效。"
)
TOO_OFTEN = "打开得太频繁了，请一分钟后再试。"
FILE = "下载原文件"
ONLY_FOR = {
    Audience.MEMBERS: "仅供会员阅读，请勿转发。",
    Audience.SECRETARIES: "仅供学会秘书和负责人阅读，请勿转发。",
    Audience.STAFF: "仅供工作人员阅读，请勿转发。",
}
