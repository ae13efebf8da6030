"""The tables of the web chat: what stands in its rooms, and what the bot has yet to hear of it."""

from __future__ import annotations

from sqlalchemy import Column, Index, Text

from bot.store.columns import at, json, partial, row_id, table, text, word

room_post = table(
    "room_post",
    row_id(),
    word("room"),
    at("at"),
    text("key"),  # the sender's own, so that what is sent twice stands once
    json("content"),
    Index("ix_room_post_room", "room", "id"),
    ids_reused=False,
)
partial("uq_room_post_key", room_post.c.key, where=room_post.c.key != "", unique=True)

room_update = table(
    "room_update",
    row_id(),
    Column("payload", Text, nullable=False),
    ids_reused=False,
)
