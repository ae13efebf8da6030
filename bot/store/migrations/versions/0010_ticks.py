"""What ticks and starts ask for finds its rows, and not all others, too."""

from __future__ import annotations

from bot.store.migrations.columns import index

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    index("ix_plan_planned_until", "plan", "planned_until")
    index("ix_chat_groups", "chat", "served", "id", where="kind = 'group'")
    index("ix_inbox_finished", "inbox", "finished_at", where="finished_at IS NOT NULL")
    index("ix_inbox_aside", "inbox", "finished_at", where="state = 'aside'")
    index("ix_inbox_held", "inbox", "channel", "lane", "id", where="state = 'held'")
    for table in ("draft", "invite"):
        index(f"ix_{table}_expires_at", table, "expires_at")
