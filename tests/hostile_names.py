"""Names that have done harm somewhere."""

HOSTILE = (
    "<b>粗</b>",
    '=HYPERLINK("https://evil.example","点我")',
    "+1",
    "＝1",
    "-2+3",
    "@sum",
    "_*[]`",
    "<script>alert(1)</script>",
    '<a href="https://evil.example">x</a>',
    "'; drop table people; --",
    "很长" * 90,
)
