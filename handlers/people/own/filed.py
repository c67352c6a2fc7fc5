"""What the forms office keeps about somebody, as pages of their workbook."""

from collections.abc import Mapping
from typing import Any

from forms.loading import own_catalogue
from forms.specification import Catalogue, FormSpec
from handlers.people.own.reading import Kind, as_json, plain
from storage.personal_filings import OwnForm, OwnForms

Row = Mapping[str, Any]


def form(row: Row) -> str:
    """What is not in the catalogue any more is shown as it was kept."""
    known = own_catalogue().forms.get(row["form"])
    return known.title if known else str(row["form"])


def state(row: Row) -> str:
    workflow = own_catalogue().workflows.get(row["workflow"])
    known = workflow and workflow.states.get(row["state"])
    return known.label if known else str(row["state"])


def move(row: Row) -> str:
    workflow = own_catalogue().workflows.get(row["workflow"])
    labels = {each.id: each.label for each in workflow.moves} if workflow else {}
    return str(labels.get(row["move"], row["move"]))


def fields(row: Row) -> str:
    """The labels of the fields to mend."""
    known = own_catalogue().forms.get(row["form"])
    labels = {each.name: each.label for each in known.fields} if known else {}
    return "、".join(labels.get(name, name) for name in row["fields"])


def own_forms() -> OwnForms:
    """What people file for themselves, and where it becomes a matter of public record."""
    catalogue = own_catalogue()
    return {
        each.id: OwnForm(title=each.title, kept=_kept(catalogue, each))
        for each in catalogue.forms.values()
        if each.by == "anyone"
    }


def _kept(catalogue: Catalogue, of: FormSpec) -> list[str]:
    states = catalogue.workflows[of.workflow].states
    return [key for key, state in states.items() if state.kept]


ABOUT = {"表格": form, "编号": plain("number"), "名称": plain("title")}
FILINGS = ABOUT | {
    "学会": plain("society"),
    "状态": state,
    "要修改的项目": fields,
    "开始填写": plain("created_at"),
    "最近修改": plain("changed_at"),
    "提交时间": plain("submitted_at"),
    "填写内容": as_json("content"),
}
VERSIONS = ABOUT | {
    "第几次提交": plain("version"),
    "提交时间": plain("at"),
    "提交内容": as_json("content"),
}
MOVES = ABOUT | {
    "办理": move,
    "之后的状态": state,
    "时间": plain("at"),
    "意见": lambda row: row["words"].get("opinion"),
    "理由": lambda row: row["words"].get("reason"),
    "要修改的项目": fields,
    "文号": plain("document_number"),
    "文件日期": plain("document_date"),
}
ATTACHMENTS = ABOUT | {
    "文件名": plain("name"),
    "字节": plain("size"),
    "指纹": plain("digest"),
    "添加时间": plain("added_at"),
}
SCORES = {
    "表格": form,
    "候选人编号": plain("candidate"),
    "分配时间": plain("assigned_at"),
    "回避时间": plain("recused_at"),
    "回避理由": plain("recused_because"),
    "评分": plain("score"),
    "评审意见": plain("opinion"),
    "评分时间": plain("scored_at"),
}
OBJECTIONS = {
    "姓名": plain("name"),
    "联系方式": plain("contact"),
    "反映的情况": plain("facts"),
    "提出时间": plain("filed_at"),
    "处理时间": plain("settled_at"),
    "异议成立": plain("upheld"),
}
ABSENCES = {
    "外出的人": plain("name"),
    "代办人": plain("deputy"),
    "从": plain("since"),
    "到": plain("until"),
}
KINDS = (
    Kind(name="filings", title="申报", columns=FILINGS),
    Kind(name="versions", title="提交过的内容", columns=VERSIONS),
    Kind(name="moves", title="办理经过", columns=MOVES),
    Kind(name="attachments", title="申报的附件", columns=ATTACHMENTS),
    Kind(name="scores", title="评审", columns=SCORES),
    Kind(name="objections", title="公示异议", columns=OBJECTIONS),
    Kind(name="absences", title="外出与代办", columns=ABSENCES),
)
