"""What types of fields and workflows are called in Chinese."""

from forms.specification import FieldType

TYPES = {
    FieldType.TEXT: "文字", FieldType.LONGTEXT: "长文字", FieldType.INTEGER: "整数",
    FieldType.DECIMAL: "数字", FieldType.MONEY: "金额", FieldType.DATE: "日期",
    FieldType.DATETIME: "日期和时间", FieldType.YEAR: "年份", FieldType.SELECT_ONE: "单选",
    FieldType.SELECT_MULTIPLE: "多选", FieldType.YES_NO: "是或否", FieldType.MOBILE: "手机号",
    FieldType.PHONE: "电话", FieldType.EMAIL: "邮箱", FieldType.WEBSITE: "网址",
    FieldType.USCC: "统一社会信用代码", FieldType.RESIDENT_ID: "身份证号",
    FieldType.REGION: "省辖市", FieldType.TAGS: "多个词", FieldType.REFERENCE: "从已有的里选",
    FieldType.FILE: "文件", FieldType.REPEAT: "多行", FieldType.CALCULATION: "自动算出",
}  # fmt: skip
WORKFLOWS = {
    "W1": "备案类", "W2": "报批类", "W3": "征集评审类", "W4": "登记更新类", "W5": "报名类",
}  # fmt: skip
