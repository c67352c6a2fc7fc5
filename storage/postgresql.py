"""The commands that save and load a PostgreSQL database; no password stands in them."""

import shlex

from sqlalchemy.engine import URL, make_url

FILE = "xuehui.dump"


def dump_command(url: str) -> str:
    parsed = make_url(url)
    words = ["pg_dump", "--format=custom", "--no-owner", f"--file={FILE}", *_where(parsed)]
    return shlex.join(words)


def load_command(url: str) -> str:
    parsed = make_url(url)
    words = ["pg_restore", "--no-owner", "--clean", "--if-exists", *_where(parsed), FILE]
    return shlex.join(words)


def _where(url: URL) -> list[str]:
    options = {
        "host": url.host,
        "port": url.port,
        "username": url.username,
        "dbname": url.database,
    }
    return [f"--{name}={value}" for name, value in options.items() if value is not None]
