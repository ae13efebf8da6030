"""An answer may go by a token of the platform's, at no cost, if it goes soon."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.store.migrations.columns import at, index, key_word, text, word

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    lapses = sa.Column("lapses", sa.Boolean, nullable=False, server_default=sa.false())
    for column in (*text("reply"), lapses):
        op.add_column("delivery", column)
    op.create_table("kept_reply", key_word("cause"), *word("token"), *at("at"))
    index("ix_kept_reply_at", "kept_reply", "at")
    index("ix_file_message", "file", "chat", "message", where="message != ''")
    index("ix_delivery_kept_back", "delivery", "chat", "id", where="state = 'kept back'")
