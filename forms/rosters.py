"""The tables this assistant takes in: societies, members, invitations."""

from forms.sheets.specification import Column, SheetSpec
from forms.values import (
    City,
    CreditCode,
    Date,
    Email,
    Integer,
    Mobile,
    PersonName,
    Phone,
    ResidentId,
    Text,
    Website,
    choice,
)

KIND = choice(
    ("society", "学会", "协会", "研究会", "省级学会"),
    ("city_association", "市科协", "市级科协"),
    ("university_association", "高校科协", "大学科协"),
    ("enterprise_association", "企业科协", "园区科协"),
    ("hospital_association", "医疗卫生机构科协", "医院科协", "医疗机构科协"),
)
PARTY_FORM = choice(
    ("council", "理事会党委", "党委"),
    ("branch", "党支部", "支部", "独立支部"),
    ("joint", "联合支部", "联合党支部"),
    ("guide", "党建指导员", "指导员"),
    ("none", "未建立", "无", "未建", "没有"),
)
SOCIETY_STATUS = choice(
    ("active", "正常", "在册"),
    ("preparing", "筹备", "筹备中", "筹建"),
    ("mending", "整改", "整改中"),
    ("cancelled", "注销", "已注销"),
)
MEMBER_STATE = choice(
    ("member", "在会", "正常", "有效"), ("left", "已退会", "退会", "除名", "注销")
)
INVITED_ROLE = choice(
    ("secretary", "学会秘书", "秘书", "联系人"),
    ("leader", "学会负责人", "负责人", "理事长", "秘书长"),
    ("party_head", "党组织负责人", "党支部书记", "党委书记"),
    ("member", "会员", "个人会员"),
)
SOCIETY_NAME = Text(least=2, most=60)
LEADER = PersonName()

SOCIETIES = SheetSpec(
    name="societies",
    title="学会名录",
    unique=(("name",), ("uscc",)),
    columns=(
        Column(
            name="name",
            title="学会名称",
            kind=SOCIETY_NAME,
            required=True,
            hint="登记证书上的全称。",
            synonyms=("学会", "名称", "单位名称", "组织名称", "社团名称"),
        ),
        Column(name="kind", title="类别", kind=KIND, synonyms=("单位类别",)),
        Column(
            name="uscc",
            title="统一社会信用代码",
            kind=CreditCode(),
            hint="登记证书上的18位代码。",
            synonyms=("信用代码", "社会信用代码", "统一信用代码"),
        ),
        Column(
            name="discipline", title="学科", kind=Text(most=40), synonyms=("学科类别", "学科门类")
        ),
        Column(name="city", title="所在市", kind=City(), synonyms=("城市", "地市", "所在地")),
        Column(name="contact_name", title="联系人", kind=LEADER, synonyms=("联系人姓名",)),
        Column(
            name="contact_mobile",
            title="联系人手机",
            kind=Mobile(),
            secret=True,
            hint="11位手机号。",
            synonyms=("手机", "手机号", "联系人电话", "联系电话", "联系人手机号"),
        ),
        Column(
            name="phone",
            title="办公电话",
            kind=Phone(),
            hint="区号-号码，例如 010-66550000。",
            synonyms=("电话", "固定电话", "座机", "单位电话"),
        ),
        Column(name="email", title="电子邮箱", kind=Email(), synonyms=("邮箱", "电子邮件")),
        Column(
            name="address",
            title="通信地址",
            kind=Text(most=120),
            synonyms=("地址", "通讯地址", "办公地址"),
        ),
        Column(name="website", title="网站", kind=Website(), synonyms=("网址", "官网")),
        Column(name="president", title="理事长", kind=LEADER, synonyms=("会长",)),
        Column(name="secretary_general", title="秘书长", kind=LEADER),
        Column(name="legal_representative", title="法定代表人", kind=LEADER, synonyms=("法人",)),
        Column(name="party_form", title="党组织形式", kind=PARTY_FORM, synonyms=("党组织",)),
        Column(name="classification", title="分类", kind=Text(most=40)),
        Column(name="status", title="状态", kind=SOCIETY_STATUS),
        Column(
            name="term_number",
            title="届次",
            kind=Integer(least=1, most=99, unit="届"),
            hint="本届是第几届，填数字，例如 5。",
        ),
        Column(
            name="term_began",
            title="本届起始日期",
            kind=Date(),
            hint="换届大会的日期，例如 2026-03-01。",
            synonyms=("换届日期", "本届开始日期", "换届时间"),
        ),
        Column(
            name="term_years",
            title="任期年数",
            kind=Integer(least=1, most=10, unit="年"),
            hint="一届几年，不填按5年。",
            synonyms=("任期", "每届任期"),
        ),
    ),
)
MEMBERS = SheetSpec(
    name="members",
    title="会员名册",
    unique=(("society", "identity"), ("society", "mobile")),
    one_of=(("identity", "mobile"),),
    columns=(
        Column(name="society", title="学会", kind=SOCIETY_NAME, synonyms=("学会名称", "所属学会")),
        Column(name="name", title="姓名", kind=LEADER, required=True, synonyms=("会员姓名",)),
        Column(
            name="identity",
            title="身份证号",
            kind=ResidentId(),
            secret=True,
            hint="18位；与手机号至少填一个。",
            synonyms=("身份证", "身份证号码", "证件号", "证件号码", "公民身份号码"),
        ),
        Column(
            name="mobile",
            title="手机号",
            kind=Mobile(),
            secret=True,
            hint="11位；与身份证号至少填一个。",
            synonyms=("手机", "手机号码", "联系电话", "移动电话", "电话"),
        ),
        Column(
            name="member_number",
            title="会员号",
            kind=Text(most=40),
            synonyms=("会员编号", "会员证号"),
        ),
        Column(
            name="joined_on",
            title="入会日期",
            kind=Date(),
            hint="例如 2026-03-01。",
            synonyms=("入会时间",),
        ),
        Column(
            name="workplace",
            title="工作单位",
            kind=Text(most=80),
            synonyms=("单位", "所在单位"),
        ),
        Column(name="job_title", title="职称", kind=Text(most=40), synonyms=("专业技术职称",)),
        Column(
            name="speciality",
            title="专业方向",
            kind=Text(most=80),
            synonyms=("专业", "研究方向"),
        ),
        Column(name="state", title="状态", kind=MEMBER_STATE),
    ),
)
INVITATIONS = SheetSpec(
    name="invitations",
    title="邀请名单",
    unique=(("society", "role", "name"),),
    columns=(
        Column(
            name="society",
            title="学会",
            kind=SOCIETY_NAME,
            required=True,
            synonyms=("学会名称", "单位"),
        ),
        Column(name="name", title="姓名", kind=LEADER, required=True),
        Column(
            name="role",
            title="身份",
            kind=INVITED_ROLE,
            synonyms=("角色",),
        ),
    ),
)
NAMES = SheetSpec(
    name="names",
    title="通知名单",
    columns=(
        Column(name="name", title="姓名", kind=LEADER, required=True),
        Column(
            name="society",
            title="学会",
            kind=SOCIETY_NAME,
            required=True,
            hint="全称，与学会名录一致。",
            synonyms=("学会名称", "单位", "所属学会"),
        ),
        Column(
            name="mobile",
            title="手机号",
            kind=Mobile(),
            secret=True,
            hint="可以不填；同名的人靠它分清。",
            synonyms=("手机", "手机号码", "联系电话"),
        ),
    ),
)
ROSTERS = {spec.name: spec for spec in (SOCIETIES, MEMBERS, INVITATIONS, NAMES)}
