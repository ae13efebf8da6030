"""A chat that got a new address, and may already have been met there: all goes to the old row."""

from __future__ import annotations

from sqlalchemy import Connection, Table, delete, exists, update

from bot.store.queue_tables import WAITING, delivery, draft, sent_message
from bot.store.tables import chat, chat_person, file, snooze, team

REFERENCES: tuple[tuple[Table, tuple[str, ...]], ...] = (
    (chat_person, ("person",)),
    (snooze, ("plan", "step")),
    (draft, ("person", "kind")),
    (sent_message, ("external",)),
    (file, ()),
)
"""The tables that name a chat, and what must stay unique in each within a chat."""


def forget_messages(connection: Connection, moving: int) -> None:
    """Ids of messages are the old address's; the new one counts anew and would repeat them."""
    connection.execute(delete(sent_message).where(sent_message.c.chat == moving))
    unsent = update(delivery).where(delivery.c.chat == moving, delivery.c.state == WAITING)
    connection.execute(unsent.values(replies_to="", edits=""))
    connection.execute(update(file).where(file.c.chat == moving).values(message=""))


def merge(connection: Connection, gone: int, kept: int) -> None:
    """Everything of the chat `gone` becomes the chat `kept`'s."""
    for table, unique in REFERENCES:
        _drop_doubles(connection, table, unique, gone, kept)
        connection.execute(update(table).where(table.c.chat == gone).values(chat=kept))
    # What the chat met by its new address has in the outbox are answers; they stand at no slot.
    unsent = update(delivery).where(delivery.c.chat == gone)
    connection.execute(unsent.values(chat=kept, slot=None))
    connection.execute(update(team).where(team.c.group_chat == gone).values(group_chat=kept))
    connection.execute(delete(chat).where(chat.c.id == gone))


def _drop_doubles(
    connection: Connection, table: Table, unique: tuple[str, ...], gone: int, kept: int
) -> None:
    if not unique:
        return
    other = table.alias()
    same = [table.c[name] == other.c[name] for name in unique]
    double = exists().where(other.c.chat == kept, *same)
    connection.execute(delete(table).where(table.c.chat == gone, double))
