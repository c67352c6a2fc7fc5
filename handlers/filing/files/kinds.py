"""Whether a file is what its name says, by the bytes it begins with."""

from forms.attaching import ending_of
from forms.values import Complaint

PDF, JPG, PNG, ZIP = b"%PDF-", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"PK\x03\x04"
HEAD = 1024  # a PDF may have something before its mark
# An office file is a package; the folder of its parts says which.
PACKAGES = {"docx": b"word/", "xlsx": b"xl/", "pptx": b"ppt/"}
EMPTY = "这个文件是空的（0字节）。请在电脑上打开确认有内容，保存后再发一次。"
DISGUISED = (
    "这个文件的名字以 .{ending} 结尾，内容却不是，可能是只改了文件名，或者没有传完整。"
    "请用原来的程序打开，另存为 .{ending} 再发。"
)


def refuse_disguised(name: str, content: bytes) -> None:
    """Raises Complaint; endings nobody asks for are left to the question that refuses them."""
    if not content:
        raise Complaint(EMPTY)
    ending = ending_of(name)
    if not _is(ending, content):
        raise Complaint(DISGUISED.format(ending=ending))


def _is(ending: str, content: bytes) -> bool:
    if ending == "pdf":
        return PDF in content[:HEAD]
    if ending == "jpg":
        return content.startswith(JPG)
    if ending == "png":
        return content.startswith(PNG)
    if folder := PACKAGES.get(ending):
        return content.startswith(ZIP) and folder in content
    return True
