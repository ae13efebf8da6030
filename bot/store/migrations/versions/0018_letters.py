"""Number and date that an attached document bears itself."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.store.migrations.columns import text

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    for column in (sa.Column("dated", sa.Date), *text("letter")):
        op.add_column("file", column)
