"""Files that have been received: what is known of them, not what is in them."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from forms.values.kind import Complaint, Kind

FACTS = frozenset({"name", "hash", "size"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Files(Kind[tuple[Mapping[str, Any], ...]]):
    """One or several files as {name, hash, size}; their content is kept elsewhere, by hash."""

    accept: tuple[str, ...] = ()
    least: int = 0
    most: int = 9

    def read(self, text: str) -> tuple[Mapping[str, Any], ...]:
        raise Complaint(f"这里要发文件{self._endings()}。请直接把文件发过来。")

    def read_cell(self, cell: object) -> tuple[Mapping[str, Any], ...]:
        files = tuple(cell) if isinstance(cell, (list, tuple)) else (cell,)
        for file in files:
            if not isinstance(file, Mapping) or not file.keys() >= FACTS:
                return self.read("")
            self._refuse_ending(str(file["name"]))
        if not files or len(files) < self.least:
            raise Complaint(f"至少要{max(self.least, 1)}个文件，现在是{len(files)}个。请补充。")
        if len(files) > self.most:
            raise Complaint(f"最多{self.most}个文件，现在是{len(files)}个。请去掉几个。")
        return tuple({key: file[key] for key in sorted(FACTS)} for file in files)

    def show(self, value: tuple[Mapping[str, Any], ...]) -> str:
        return "、".join(str(file["name"]) for file in value)

    def plain(self, value: tuple[Mapping[str, Any], ...]) -> list[dict[str, Any]]:
        return [dict(file) for file in value]

    def restore(self, plain: Any) -> tuple[Mapping[str, Any], ...]:
        return tuple(dict(file) for file in plain)

    def _refuse_ending(self, name: str) -> None:
        ending = PurePath(name).suffix.lower().removeprefix(".")
        if self.accept and ending not in self.accept:
            raise Complaint(f"这个文件的类型不对{self._endings()}。请换一个文件再发。")

    def _endings(self) -> str:
        return f"（可用：{'、'.join(self.accept)}）" if self.accept else ""
