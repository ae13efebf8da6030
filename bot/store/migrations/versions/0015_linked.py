"""One person may have accounts on several channels, and chooses the one to be told on."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.store.migrations.columns import text

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    for column in (*text("channel"), sa.Column("became", sa.Integer)):
        op.add_column("person", column)
