"""Which side of a matter an open question asks about: 「…的流程是什么」 asks for a procedure."""

import re

AFTER_HOW = re.compile(r"(?:怎么|怎样|如何|咋)(?!办|样|回事|了|说)([一-鿿]{2,})")
BEFORE_HOW = re.compile(
    r"([一-鿿]{2})(?:应该|应当|要|都|该)?(?:怎么|怎样|如何|咋)(?!办$)[一-鿿]?$"
)
BEFORE_WHAT = re.compile(r"([一-鿿]{2})(?:都|主要)?(?:是|有|包括|包含|为)(?:什么|哪些|啥)$")
AFTER_WHICH = re.compile(r"(?:什么|哪些|哪几[个项种类]?|啥)([一-鿿]{2,4})")
LIGHT = re.compile("^(?:去|来|才|能|做|搞|弄|给|被|把|对|进行|开展|办理|具体|样|的)+")
POLITE = re.compile("[?？。!！ ]|请问|呢$|的$|吗$|啊$|呀$")
# Asked about by everybody, written by nobody: they say nothing of what the answer looks like.
GENERIC = frozenset(
    re.findall(
        "..",
        "内容方面事情事项东西情况问题规定要求工作措施办法意义作用影响特点处理支持加强推进落实意思"
        "时候时间地方地点部门单位人员什么哪些学会协会科协活动关系计划行动工程任务目标名字名称政策"
        "参加",
    )
)
SIMILAR = {
    "流程": "程序 步骤 环节 手续",
    "步骤": "程序 流程 环节",
    "手续": "办理 登记 程序 备案",
    "程序": "流程 步骤",
    "材料": "文件 资料 证明 申请书 申请表 票据 凭证",
    "资料": "材料 文件 证明",
    "文件": "材料 资料 申请书",
    "条件": "符合 具备 资格 下列",
    "资格": "条件 具备 符合",
    "标准": "条件 指标 不低于 按照",
    "原则": "坚持 遵循",
    "方式": "通过 采取 采用 形式 方法",
    "形式": "方式 采取",
    "方法": "方式 通过 采取",
    "职责": "负责 承担 职能",
    "义务": "应当 责任",
    "权利": "有权 享有 可以",
    "处罚": "罚款 警告 责令 没收 追究 处分 撤销",
    "后果": "责任 处罚 处分 撤销 取消 不得",
    "范围": "适用 包括",
    "对象": "面向 针对 支持 适用",
    "情形": "之一 情况",
    "奖项": "奖",
    "种类": "分为 包括",
    "入会": "加入 会员资格",
    "加入": "入会 吸收",
    "退出": "退会 注销",
    "报名": "申请 登记 推荐",
    "申请": "申报 提出 报名",
    "申报": "申请 推荐",
    "注册": "登记",
    "联系": "电话 邮箱 地址",
    "收费": "费用 元 免费",
    "检查": "抽查 监督 考核",
    "考核": "评价 评估 检查",
    "评价": "考核 评估 评审",
    "选拔": "遴选 评选 选定",
    "遴选": "选拔 评选",
    "评选": "遴选 选拔 评审",
    "罚款": "处罚",
    "监督": "检查 监管",
    "公开": "公示 公布 公告",
}


TRAILING = re.compile("(?:才能|才可|可以|需要|应该|应当|要|会|能|的|呢).*$")


def aspect_of(folded: str) -> frozenset[str]:
    """Words of which at least one must stand in an answer; empty where nothing is sure."""
    text = POLITE.sub("", folded)
    for pattern in (AFTER_HOW, BEFORE_HOW, BEFORE_WHAT, AFTER_WHICH):
        found = pattern.search(text)
        word = LIGHT.sub("", found[1]) if found else ""
        if len(word) >= 2:
            return with_similar(head_of(word) if pattern is AFTER_WHICH else word[:2])
    return frozenset()


def head_of(noun: str) -> str:
    """Chinese nouns have their head at the end: 「申报材料」 are 材料."""
    noun = TRAILING.sub("", noun) or noun
    return noun[:2] if noun[-2:] in GENERIC else noun[-2:]


def with_similar(word: str) -> frozenset[str]:
    """The word and what may stand for it; nothing for a word too common to tell anything."""
    if word in GENERIC:
        return frozenset()
    return frozenset((word, *SIMILAR.get(word, "").split()))
