"""A fake LINE of our own: the Messaging API, and people who chat (see FakeLine)."""

from tests.peers.line.errors import NotPossible
from tests.peers.line.model import Button, Chat, Message, User
from tests.peers.line.people import Group, Person
from tests.peers.line.server import FakeLine
from tests.peers.line.webhook import deliver_one, signature
from tests.peers.line.world import Call, World

__all__ = [
    "Button",
    "Call",
    "Chat",
    "FakeLine",
    "Group",
    "Message",
    "NotPossible",
    "Person",
    "User",
    "World",
    "deliver_one",
    "signature",
]
