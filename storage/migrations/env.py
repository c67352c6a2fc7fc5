"""How alembic reaches the archive: it is given an open connection."""

from typing import Any, Literal

from alembic import context

from storage.tables import Instant, metadata


def render(kind: str, item: Any, _autogen: Any) -> str | Literal[False]:
    """Migrations must not change when our own column type does."""
    return "sa.DateTime()" if kind == "type" and isinstance(item, Instant) else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    compare_type=True,
    render_item=render,
)
with context.begin_transaction():
    context.run_migrations()
