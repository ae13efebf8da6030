"""Why members do not come to a meeting: for the secretary, erased when the plan is over."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.store.migrations.columns import index, of, text

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    op.create_table(
        "absence",
        of("plan", "plan", key=True),
        sa.Column("step", sa.Integer, primary_key=True),
        of("person", "person", key=True),
        sa.Column("day", sa.Date, nullable=False),
        *text("reason"),
    )
    index("ix_absence_person", "absence", "person")
