"""The first tables: people, teams, plans, files."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.store.migrations.columns import (
    at,
    index,
    key_word,
    maybe_at,
    number,
    of,
    row_id,
    text,
    word,
)

revision = "0001"
down_revision = None


def upgrade() -> None:
    create_people()
    create_teams()
    create_plans()
    create_files()


def create_people() -> None:
    op.create_table("channel", key_word("name"), *maybe_at("hold_until"))
    op.create_table(
        "person", row_id(), *text("name", "official_name", "position", "username", "language")
    )
    op.create_table(
        "account",
        key_word("channel"),
        key_word("account"),
        of("person", "person"),
        *text("username"),
    )
    index("ix_account_channel_username", "account", "channel", "username")
    index("ix_account_person", "account", "person")
    op.create_table(
        "chat",
        row_id(),
        *word("channel", "address", "kind"),
        *text("title"),
        of("person", "person", null=True),
        sa.Column("reachable", sa.Boolean, nullable=False),
        *text("thread"),
        *maybe_at("hold_until"),
        sa.UniqueConstraint("channel", "address"),
        sqlite_autoincrement=True,
    )
    index("ix_chat_person", "chat", "person")
    op.create_table("chat_person", of("chat", "chat", key=True), of("person", "person", key=True))
    index("ix_chat_person_person", "chat_person", "person")


def create_teams() -> None:
    op.create_table(
        "team",
        row_id(),
        *text("name"),
        of("group_chat", "chat"),
        sa.Column("rules", sa.Text, nullable=False),
        *text("language"),
        *at("created_at"),
        sa.UniqueConstraint("group_chat"),
    )
    op.create_table(
        "membership",
        of("team", "team", key=True),
        of("person", "person", key=True),
        sa.Column("chair", sa.Boolean, nullable=False),
        sa.Column("secretary", sa.Boolean, nullable=False),
        *maybe_at("joined_at"),
    )
    index("ix_membership_person", "membership", "person")
    op.create_table(
        "party_member",
        sa.Column("team", sa.Integer, primary_key=True),
        sa.Column("person", sa.Integer, primary_key=True),
        key_word("sop"),
        key_word("party"),
        sa.ForeignKeyConstraint(
            ["team", "person"], ["membership.team", "membership.person"], ondelete="CASCADE"
        ),
    )
    op.create_table(
        "day_off",
        of("team", "team", key=True),
        sa.Column("day", sa.Date, primary_key=True),
        *text("name"),
        sa.Column("off", sa.Boolean, nullable=False),
    )


def create_plans() -> None:
    op.create_table(
        "plan",
        row_id(),
        of("team", "team"),
        sa.Column("sop", sa.Text, nullable=False),
        sa.Column("start", sa.Date, nullable=False),
        *at("confirmed_at"),
        sa.Column("baseline", sa.Text, nullable=False),
        *word("status"),
        sa.Column("version", sa.Integer, nullable=False),
        *maybe_at("wake_at"),
        *at("planned_until"),
        *maybe_at("recheck_from"),
    )
    index("ix_plan_team", "plan", "team")
    index("ix_plan_wake_at", "plan", "wake_at", where="wake_at IS NOT NULL")
    op.create_table(
        "event",
        row_id(),
        of("plan", "plan"),
        *at("at"),
        of("by", "person", null=True),
        *word("kind"),
        sa.Column("step", sa.Integer),
        sa.Column("data", sa.Text, nullable=False),
        sqlite_autoincrement=True,
    )
    index("ix_event_plan", "event", "plan")
    op.create_table(
        "snooze",
        of("plan", "plan", key=True),
        sa.Column("step", sa.Integer, primary_key=True),
        of("chat", "chat", key=True),
        sa.Column("until", sa.Date, nullable=False),
    )


def create_files() -> None:
    op.create_table(
        "file",
        row_id(),
        of("plan", "plan"),
        sa.Column("step", sa.Integer, nullable=False),
        *number("number", "version"),
        *word("name"),
        *text("name_key"),
        *word("state"),
        of("sent_by", "person"),
        *at("sent_at"),
        *text("document"),
        *number("size"),
        *text("mime", "sha256", "source", "channel", "album"),
        of("chat", "chat"),
        *text("message", "thread"),
        *number("attempts"),
        *maybe_at("not_before", "lease_until"),
        of("removed_by", "person", null=True),
        *maybe_at("removed_at"),
        *text("reason"),
        sqlite_autoincrement=True,
    )
    index("ix_file_album", "file", "chat", "album", where="album != ''")
    index("ix_file_expected", "file", "id", where="state = 'expected'")
    index("ix_file_plan_step", "file", "plan", "step")
    index(
        "uq_file_label",
        "file",
        "plan",
        "step",
        "number",
        "version",
        where="number > 0",
        unique=True,
    )
    op.create_table(
        "file_number",
        of("plan", "plan", key=True),
        sa.Column("step", sa.Integer, primary_key=True),
        *number("last"),
    )
