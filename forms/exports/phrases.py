"""What signs, functions and facts on file are called in Chinese."""

import ast
from collections.abc import Callable, Mapping

SIGNS: Mapping[type[ast.AST], str] = {
    ast.Eq: "是", ast.NotEq: "不是", ast.Lt: "小于", ast.LtE: "不超过", ast.Gt: "大于",
    ast.GtE: "不少于", ast.Add: "加", ast.Sub: "减", ast.Mult: "乘", ast.Div: "除以",
    ast.FloorDiv: "整除", ast.Mod: "除余",
}  # fmt: skip
FUNCTIONS: Mapping[str, Callable[..., str]] = {
    "today": lambda: "今天",
    "now": lambda: "现在",
    "year": lambda day: f"{day}的年份",
    "length": lambda text: f"{text}的字数",
    "count": lambda each: f"{each}的个数",
    "ceil": lambda number: f"{number}（进一取整）",
    "is_blank": lambda each: f"没有{each}",
    "or0": lambda each: each,
    "startswith": lambda text, start: f"{text}以{start}开头",
    "endswith": lambda text, end: f"{text}以{end}结尾",
    "contains_any": lambda text, words: f"{text}里有{words}之一",
    "if_else": lambda test, then, otherwise: f"（{test}时取{then}，否则取{otherwise}）",
    "any_of": lambda rows, name, wanted: f"{rows}里有一行的{name}为{wanted}",
    "sum_of": lambda rows, name: f"{rows}各行{name}之和",
    "add_days": lambda day, days: f"{day}之后{days}天",
    "add_years": lambda day, years: f"{day}之后{years}年",
    "date": lambda year, month, day: f"{year}年{month}月{day}日",
    "days_between": lambda start, end: f"从{start}到{end}的天数",
    "months_between": lambda start, end: f"从{start}到{end}的月数",
    "workdays_between": lambda start, end: f"从{start}到{end}的工作日数",
    "workday_before": lambda day, days: f"{day}之前{days}个工作日",
    "age_on": lambda number, day: f"{day}时的年龄（按{number}）",
    "birth_date": lambda number: f"{number}里的出生日期",
    "birth_ym": lambda number: f"{number}里的出生年月",
    "society": lambda _: "学会信息",
    "submission_state": lambda each: f"{each}的状态",
    "event_open": lambda each: f"{each}正在报名",
    "member_of": lambda society, person: f"{person}在{society}的会员名册里",
    "applicant": lambda: "填表人",
}
FACTS = {
    "name": "名称", "name_full": "全称", "uscc": "统一社会信用代码", "term_end": "届满日",
    "council_term_no": "届次", "members_total": "会员总数", "rating": "评估等级",
    "support_unit": "支撑单位",
}  # fmt: skip
