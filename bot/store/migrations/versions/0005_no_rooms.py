"""The rooms of the web chat stand in a file of their own: an office has none."""

from __future__ import annotations

from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.drop_table("room_update")
    op.drop_table("room_post")
