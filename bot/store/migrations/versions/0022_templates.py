"""The office's own form for reports: its bytes stand in the store of files."""

from __future__ import annotations

from alembic import op

from bot.store.migrations.columns import at, flag, index, number, of, row_id, text, word

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    op.create_table(
        "template",
        row_id(),
        of("team", "team"),
        *text("name"),
        *word("sha256"),
        *number("size"),
        *flag("used"),
        *at("sent_at"),
    )
    index("ix_template_team", "template", "team")
