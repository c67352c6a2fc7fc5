"""What a secretary has to send for this year's forum, last year's on file."""

from dataclasses import dataclass, field

from forms.steps import Asking, Ready
from handlers.filing.proposals import YES
from handlers.filing.questions import ENOUGH
from handlers.guiding import Act, Turn
from tests.handlers.filing.conftest import CATALOGUE, Office

FORUM = CATALOGUE.forms["forum-report"]
MOST = 12  # messages and presses, from the word that opens the form to the press that files it
WHEN = "理事会审议日期2月20日，10月20日上午9点到10月21日下午5点"
LAST_YEAR = {
    "activity_name": "超硬材料学术年会",
    "activity_kind": "学术年会",
    "theme": "超硬材料的新进展",
    "goal": "交流一年来的研究进展，促成三项校企合作。",
    "content": "大会报告四场，分组讨论两场，青年科技工作者论坛一场，参观实验室一次。",
    "in_scope": "是",
    "internal_approval": "理事会",
    "internal_approval_date": "2月20日",
    "start_at": "10月20日上午9点",
    "end_at": "10月21日下午5点",
    "mode": "线下",
    "venue": "云州国际会议中心二楼报告厅",
    "people_expected": "一百二十人",
    "people_scope": "全省本专业科技工作者",
    "host_units": "云岭省材料学会",
    "organizer_units": "跳过",
    "support_units": "跳过",
    "party_gov_named": "否",
    "commercial_partner": "否",
    "speakers.name": "沈怀瑾",
    "speakers.unit": "云岭大学教授",
    "speakers.title": "超硬材料的明天",
    "speakers.nationality": "中国",
    "speakers.political_ok": "是",
    "speakers.leader": "否",
    "overseas_count": "0",
    "fee": "否",
    "awards": "否",
    "budget": "三万五",
    "fund_source": "会费",
    "media": "否",
    "agenda": "议程.pdf",
    "council_minutes": "纪要.pdf",
    "party_org_kind": "党支部",
    "party_opinion": "同意",
    "party_reviewer": "陆思齐",
    "party_review_date": "2月21日",
    "contact_name": "林秘书",
    "contact_mobile": "13800123500",
    "contact_email": "跳过",
    "commitment": "是",
}


@dataclass
class Chat:
    """One filing; counts every message and every press."""

    office: Office
    filing_id: str
    sent: list[str] = field(default_factory=list)

    async def says(self, said: str, act: Act = Act.SAY) -> Turn:
        self.sent.append(f"{act} {said}")
        async with self.office.desk() as desk:
            return await self.office.talk.take(desk, self.filing_id, act, said, "")

    async def sends(self, step: Asking, name: str) -> None:
        self.sent.append(name)
        case = await self.office.case(self.filing_id)
        file = [{"name": name, "hash": "0" * 64, "size": 1000}]
        draft = case.filling.accept(case.draft, step.place, file).draft
        async with self.office.desk() as desk:
            await self.office.offices.keep(desk, case, draft)

    async def goes_on(self) -> bool:
        """Answers whatever is asked; false when there is nothing left."""
        case = await self.office.case(self.filing_id)
        step = case.filling.next_step(case.draft)
        if isinstance(step, Ready):
            return False
        assert isinstance(step, Asking), step
        if step.field.fields:
            assert not (await self.says(ENOUGH, Act.CHOOSE)).refused
            return True
        place = step.place
        said = LAST_YEAR[f"{place.field}.{place.inner}" if place.inner else place.field]
        if said.endswith(".pdf"):
            await self.sends(step, said)
        elif said == "跳过":
            await self.says("", Act.SKIP)
        else:
            turn = await self.says(said)
            assert not turn.refused, (place, turn.text)
        return True

    async def files(self) -> str:
        while await self.goes_on():
            assert len(self.sent) < 100
        return (await self.says("", Act.CONFIRM)).text


async def test_twelve_messages_at_most(office: Office) -> None:
    first = Chat(office, await office.begin(FORUM))
    assert "HX-2026-000001" in await first.files()
    again = Chat(office, await office.begin(FORUM), ["论坛", "开始填"])
    await again.says(WHEN)
    await again.says(YES)
    assert "HX-2026-000002" in await again.files()
    assert len(first.sent) > 3 * len(again.sent)
    assert len(again.sent) <= MOST, again.sent
