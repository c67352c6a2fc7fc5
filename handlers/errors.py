"""One table: a domain error becomes a polite sentence; anything else gets an incident number."""

from html import escape

from forms.values import Complaint
from handlers.agenda.deadlines.service import DeadlineGone
from handlers.agenda.mine.service import DutyGone
from handlers.agenda.reminders.service import NoSuchTopic
from handlers.agenda.subscriptions.service import NothingToSubscribe
from handlers.ask.rating.service import QuestionGone
from handlers.ask.service import NothingOpened, OnlyNumber, QuestionEmpty, QuestionTooLong
from handlers.attachments import FileGone, FileTooLarge
from handlers.broadcast.audience.service import ListNameTaken
from handlers.broadcast.cast import (
    BroadcastDecided,
    BroadcastGone,
    BroadcastMoved,
    NobodyMeant,
    NothingSaid,
    OwnHand,
)
from handlers.broadcast.drafts import NotADraft
from handlers.broadcast.forwarding.service import ForStaffOnly, NoticeGone
from handlers.broadcast.gone_out import NotGoneOut
from handlers.broadcast.lists.service import ListGone
from handlers.broadcast.receiving.service import (
    ButtonGone,
    NothingUnread,
    NotSentToYou,
    NotSentYet,
    Withdrawn,
)
from handlers.broadcast.reporting.reminding import CannotRemind, NobodyUnread, RemindedAlready
from handlers.casework.errors import FilingGone, MovedOn, NotReady
from handlers.filing.beginning import NoSuchForm
from handlers.filing.events.keeping import EventOver
from handlers.filing.events.service import EventGone
from handlers.notices.errors import IntakeGone, IntakeMoved, NotOnShelf
from handlers.people.consent import NoConsent
from handlers.people.directory.service import LastAdministrator, PersonGone, RoleEnded
from handlers.people.finding import SocietyGone
from handlers.people.invitations.service import InvitationGone
from handlers.people.me.service import NotYourDoor
from handlers.people.membership.cards import CardForged, NotAChecker, NotVerified
from handlers.people.renewal.service import NoRenewal, RenewalOpenAlready
from handlers.people.roster_line import MemberGone
from handlers.people.societies.service import DecidedAlready, NameTaken
from handlers.questions.errors import QuestionForgotten, QuestionSettled, TakenByColleague
from handlers.review.figures.service import FigureGone
from handlers.rights import NotForThisRole, NotThisSociety
from storage.files import ContentGone

SENTENCES: dict[type[Exception], str] = {
    QuestionEmpty: "没有看到文字。请用一句话说出您想问的事，例如：年检材料什么时候交？",
    QuestionTooLong: (
        "这段话有点长，我怕抓不住重点，所以先没有处理。"
        "请用一两句话（500字以内）说出您想问的事，长的材料可以分几次问。"
    ),
    OnlyNumber: (
        "没有这个编号的按钮。请发最近那条消息里按钮前面的数字，"
        "或者发送「菜单」看看能办的事，也可以直接打字提问。"
    ),
    NotThisSociety: "您没有办理这个学会事务的身份。发送「我是谁」可以看到您能代表的学会。",
    NotForThisRole: "您现在的身份不能办这件事。发送「菜单」看看能办的事，也可以直接打字提问。",
    MemberGone: "名册上没有找到这位会员，可能刚刚有改动。发送「名册」或「我的会籍」重新看一看。",
    CardForged: "这不是有效的会员证。请持证人在这里发送「会员证」，重新出示。",
    NotAChecker: "会员证由学会秘书或科协工作人员核验。您可以发送「菜单」看看能办的事。",
    NotVerified: "会员证只发给「已核实」的会员。发送「我的会籍」看看现在的状态。",
    NoConsent: "办这件事要先征得您的同意。请发送「会员认证」或「我的会籍」，重新开始。",
    RenewalOpenAlready: "今年的动态更新已经开启过，或者上一次还没有结束。发送「动态更新」看进度。",
    NoRenewal: "现在没有进行中的动态更新。发送「动态更新」看各学会的情况。",
    FileTooLarge: "这个文件超过 20 兆，收不下。请压缩或分成几份后再发。",
    FileGone: "这个文件没有取到。请把它再发一次；如果还不行，请换一个网络再试。",
    NothingOpened: "这条回答对应的原文现在打不开，可能通知刚刚更新过。请把问题再发一次。",
    InvitationGone: "这个邀请已经用过、撤回或过期了。发「发出的邀请」看还没用的。",
    NotYourDoor: "这个入口已经退出了。发「登录的入口」看现在有哪些。",
    SocietyGone: "这个学会已经不在名录里了。发「查学会或人」再找一找。",
    DecidedAlready: "这条更正已经处理过了。发「待核对的更正」看还有哪些。",
    NameTaken: "已有别的学会用这个名称或代码，请核对后再改。",
    PersonGone: "这个人已经不在了，可能刚刚注销。发「查学会或人」再找一找。",
    RoleEnded: "这个身份已经结束了，不用再办。",
    FigureGone: "没有找到这个参数，可能目录刚刚改过。发「政策参数」重新看一看。",
    EventGone: "没有找到这一场活动，可能已经撤下。发「活动日历」看看别的。",
    EventOver: "这一场已经开始、办完或取消了，不能再改。发「活动日历」看看别的。",
    NotADraft: "这条通知已经不是草稿，收件人不能再改。要改，请先把它退回成草稿，或者复制一份。",
    ListGone: "这份名单已经不在了。发「常用名单」看还有哪些。",
    ListNameTaken: "已经有一份名单用这个名字，请换一个。",
    DutyGone: "这一件已经办好了，或者不归您办。发「我的待办」看看现在还有哪些。",
    DeadlineGone: "没有找到这个期限，可能已经取消或办完了。发「期限日历」重新看一看。",
    NothingToSubscribe: "没有这一项了。发「活动订阅」看看现在能选的。",
    FilingGone: "没有找到这一件，可能已经删去，或者不归您办。发「我的申报」看一看。",
    NoSuchForm: "这张表现在没有了。发「办理申报」看看现在能办的。",
    MovedOn: "这一件刚刚有人动过，您这一步没有办。请重新打开它，看看现在的情况。",
    NotReady: "这一件还有没填好的地方，暂时不能提交。发「我的草稿」接着填。",
    ContentGone: "这个附件现在取不到，请让申报人重新上传，或者过一会儿再试。",
    BroadcastGone: "没有找到这条通知，可能草稿刚刚删了。发「通知发布」看看现在有哪些。",
    BroadcastDecided: "这条通知已经有同事定了，不用再办。发「通知发布」看看现在的情况。",
    BroadcastMoved: (
        "这条通知刚刚有人动过，您这一步没有办。请发「通知发布」重新打开它，看看现在的情况。"
    ),
    NothingSaid: "这条通知还没有正文。请先点「改内容」写好，再办这一步。",
    NobodyMeant: (
        "按现在选的范围，没有一个人能收到，所以没有办。请点「发给谁」重新选，看到人数再发。"
    ),
    OwnHand: "自己写的、改过或送审的通知，要由另一位同事来定。请等同事办，急的话打个电话。",
    NoticeGone: "没有找到这份通知，可能刚刚更新过。请点「转发通知」重新选一份。",
    ForStaffOnly: "这份通知只有工作人员能看，不能转发。要转发，请先把它改成大家能看。",
    NotSentToYou: "这条通知不是发给您的，所以没有记录。您可以发送「菜单」看看能办的事。",
    NotSentYet: "这是预览或试发，按钮先不记录；正式发出以后，收到的人就能用了。",
    ButtonGone: "这条通知后来改过，这个按钮已经不用了。请看改过以后的那一条。",
    NotGoneOut: "这条通知还没有开始发，或者已经不在了。发「通知发布」看看现在有哪些。",
    RemindedAlready: "一天之内已经提醒过一次了，明天再提醒吧。发「通知发布」可以看到那条提醒。",
    NobodyUnread: "大家都读过了，不用提醒。",
    CannotRemind: "这条通知正在发，或者已经撤回，现在不能提醒。发完再来看报告。",
    Withdrawn: "这条通知已经撤回，不用再办。以后有新的通知会再发给您。",
    NothingUnread: "您没有还没读的通知，都看过了。有想问的事，直接打字就行。",
    NoSuchTopic: "没有这一种提醒，或者不归您收。发「提醒设置」看看您收哪些。",
    IntakeGone: "这份文件已经收录或放弃了，不用再办。发「待确认的文件」看还有哪些。",
    IntakeMoved: (
        "同事刚刚收录了同样的内容，或者换掉了同一份旧通知，所以这一份还没有收录。"
        "发「待确认的文件」打开它，再核对一次。"
    ),
    NotOnShelf: "没有找到这份通知，可能刚刚删除。发「通知库」看看现在有哪些。",
    QuestionGone: "没有找到这个问题，可能已经过了保存期限。请把它再问一次。",
    QuestionForgotten: "没有找到这个问题，可能已经过了保存期限。发「我问过的问题」看还有哪些。",
    QuestionSettled: ("这个问题不用再答了，可能同事刚刚答复或关闭了。发「待答问题」看还有哪些。"),
    TakenByColleague: (
        "一位同事正在答这个问题，您这一步没有办。发「待答问题」看还有哪些；过一天没答，别人可以接着答。"
    ),
    LastAdministrator: "您是唯一的管理员，请先给另一位发管理员邀请，等对方登录后再结束。",
}

# After one of these the guided conversation it was met in has nothing left to ask.
OVER = (
    BroadcastGone,
    BroadcastMoved,
    DeadlineGone,
    IntakeGone,
    NotOnShelf,
    ListGone,
    NoticeGone,
    QuestionGone,
    QuestionSettled,
    ForStaffOnly,
)

INCIDENT = (
    "抱歉，刚才这一步没有办成，您之前填的和问的都还在。"
    "请过一会儿再试；如果还不行，请把编号 <code>{incident}</code> 告诉工作人员。"
)


def apology(error: Exception, incident: str) -> tuple[str, bool]:
    """The sentence, and whether such an error is part of ordinary life here."""
    if isinstance(error, Complaint):
        return escape(error.sentence), True
    for kind in type(error).__mro__:
        if kind in SENTENCES:
            return SENTENCES[kind], True
    return INCIDENT.format(incident=incident), False
