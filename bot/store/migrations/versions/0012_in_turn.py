"""What is claimed by turns has an index that serves nothing else."""

from __future__ import annotations

from alembic import op

from bot.store.migrations.columns import index

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    for queue in ("inbox", "delivery"):
        op.drop_index(f"ix_{queue}_waiting", queue)
        index(f"ix_{queue}_waiting", queue, "turn", "id", where="state = 'waiting' AND turn >= 0")
