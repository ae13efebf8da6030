"""Addresses under which calendars read the plans of a team; gone with the person's membership."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.store.migrations.columns import at, index, key_word, maybe_at

revision = "0023"
down_revision = "0022"


def upgrade() -> None:
    op.create_table(
        "subscription",
        key_word("hash"),
        sa.Column("team", sa.Integer, nullable=False),
        sa.Column("person", sa.Integer, nullable=False),
        *at("made_at"),
        *maybe_at("read_at"),
        sa.ForeignKeyConstraint(
            ["team", "person"], ["membership.team", "membership.person"], ondelete="CASCADE"
        ),
    )
    index("uq_subscription_team_person", "subscription", "team", "person", unique=True)
    index("ix_subscription_person", "subscription", "person")
