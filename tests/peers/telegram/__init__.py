"""A fake Telegram of our own: the Bot API, and people who chat (see FakeTelegram)."""

from tests.peers.telegram.errors import NotPossible
from tests.peers.telegram.model import (
    GROUP_ANONYMOUS_BOT,
    Button,
    Chat,
    Message,
    StoredFile,
    Topic,
    User,
)
from tests.peers.telegram.people import Person
from tests.peers.telegram.requests import Upload
from tests.peers.telegram.server import FakeTelegram
from tests.peers.telegram.webhook import deliver_one
from tests.peers.telegram.world import Call, Press, World

__all__ = [
    "GROUP_ANONYMOUS_BOT",
    "Button",
    "Call",
    "Chat",
    "FakeTelegram",
    "Message",
    "NotPossible",
    "Person",
    "Press",
    "StoredFile",
    "Topic",
    "Upload",
    "User",
    "World",
    "deliver_one",
]
