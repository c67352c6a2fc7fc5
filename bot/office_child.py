"""Becomes LibreOffice, after limiting itself and looking at the file; see bot.office.

`python -m bot.office_child program source name folder limits`. It may write, unlike the sandbox's
child, but only so much; where the kernel lets it, it has no network.
"""

import ctypes
import json
import os
import shutil
import sys
from pathlib import Path, PurePath

from bot.notice_jobs import look_at
from bot.sandbox_child import explanation, restrict, tell
from knowledge.reading.errors import Looks, Mismatched, ReadingError
from knowledge.reading.extracting import FORMATS
from knowledge.reading.looks import looks_of
from knowledge.reading.office import CALLED, TARGETS, refuse_shut

NEW_USER, NEW_NETWORK = 0x10000000, 0x40000000
RESULT = "out"
AGAIN = 81  # with a new profile LibreOffice asks to be started once more
ITEM = (
    '<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value>'
    "</prop></item>"
)
COMMON, SECURITY = "/org.openoffice.Office.", "/org.openoffice.Office.Common/Security/Scripting"
# No macros, nothing followed to anywhere.
SETTINGS = (
    (SECURITY, "MacroSecurityLevel", "3"),
    (SECURITY, "DisableMacrosExecution", "true"),
    (SECURITY, "BlockUntrustedRefererLinks", "true"),
    (SECURITY, "DisableActiveContent", "true"),
    (f"{COMMON}Writer/Content/Update", "Link", "0"),
    (f"{COMMON}Calc/Content/Update", "Link", "2"),
)


def main() -> None:
    program, source, name, folder, limits = sys.argv[1:]
    restrict(**json.loads(limits))
    try:
        copy = prepared(Path(source), name, Path(folder))
    except ReadingError as error:
        tell(explanation(error))
        return
    cut_off()
    target = TARGETS[PurePath(name).suffix.lower()]
    os.execve(program, arguments(program, copy, target, Path(folder)), environment(folder))  # noqa: S606


def prepared(source: Path, name: str, folder: Path) -> Path:
    """A copy under a name LibreOffice understands, beside a profile without macros."""
    look_at(source, name)
    suffix, found = PurePath(name).suffix.lower(), looks_of(source)
    if found not in FORMATS[suffix]:
        raise Mismatched(name, suffix, found)
    if found is Looks.OLD:
        refuse_shut(source, name)
    called = ".rtf" if found is Looks.RICH else CALLED.get(suffix, suffix)
    copy = folder / f"source{called}"
    shutil.copyfile(source, copy)
    profile = folder / "profile" / "user"
    profile.mkdir(parents=True, exist_ok=True)
    items = "".join(ITEM.format(path=path, name=key, value=value) for path, key, value in SETTINGS)
    settings = profile / "registrymodifications.xcu"
    if settings.exists():  # begun anew, see AGAIN
        return copy
    settings.write_text(
        '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/'
        f'registry">{items}</oor:items>'
    )
    return copy


def cut_off() -> None:
    """A network namespace of its own; some kernels forbid it, then the settings have to do."""
    unshare = getattr(ctypes.CDLL(None), "unshare", None)
    if unshare is not None and unshare(NEW_NETWORK) != 0:
        unshare(NEW_USER | NEW_NETWORK)


def arguments(program: str, copy: Path, target: str, folder: Path) -> list[str]:
    return [
        program, "--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck",
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--convert-to", target[1:], "--outdir", str(folder / RESULT), str(copy),
    ]  # fmt: skip


def environment(folder: str) -> dict[str, str]:
    return {"HOME": folder, "TMPDIR": folder, "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}


if __name__ == "__main__":
    main()
