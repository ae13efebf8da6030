"""In which turn of its chat or lane a row of a queue is, and which come first of all."""

from __future__ import annotations

from alembic import op

from bot.store.migrations.columns import index, number

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    for queue in ("inbox", "delivery"):
        for column in number("turn"):
            op.add_column(queue, column)
        op.drop_index(f"ix_{queue}_waiting", queue)
        index(f"ix_{queue}_waiting", queue, "turn", "id", where="state = 'waiting'")
