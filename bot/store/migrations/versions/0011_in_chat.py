"""What is asked of all that waits in a chat is answered without reading it."""

from __future__ import annotations

from alembic import op

from bot.store.migrations.columns import index

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    name, columns = "ix_delivery_in_chat", ("chat", "id", "slot", "due_at", "lease_until", "state")
    op.drop_index(name, "delivery")
    index(name, "delivery", *columns, where="state = 'waiting'")
