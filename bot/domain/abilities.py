"""What a platform can, by which the core does and says things in one way or another."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.links import MAX_LINK


@dataclass(frozen=True, slots=True)
class Abilities:
    """What a platform can; what it cannot, the core does in another way."""

    edits: bool = True
    """What was sent can be changed."""
    popups: bool = True
    """A press is answered beside the chat, for nobody else to see."""
    captions: bool = True
    """A file can bear words, or be sent in reply to a message."""
    administrators: bool = True
    """It tells who administers a group."""
    files: bool = True
    """A kept file can be sent along; else a person gets a link to it, and a group nothing."""
    largest: int = 45 * 1024 * 1024
    """Bytes of a file sent along, or got by a link: less than Telegram's bots may send (50 MB,
    https://core.telegram.org/bots/api#sending-files), for an index grows with what it tells."""
    pictures: bool = True
    """What is drawn when it is sent is shown among the messages."""
    typing: bool = False
    """It can show for some seconds that something is on its way."""
    replies: bool = False
    """Answers go by what was said (`Incoming.reply`) at no cost; all else costs something."""
    at_once: int = 1
    """So many messages go in one request."""
    slashes: bool = True
    """People choose and type commands that begin with a slash; else words alone."""
    starts: bool = True
    """A private chat is opened by its button Start; else by making the bot one's friend."""
    opens_field: bool = True
    """A question that is answered by typing opens the field for a reply to it, and can bear no
    button then; else it bears the one that takes it back.
    """
    usernames: bool = True
    """People are named by @username, wherever; else by choosing a member of the group behind @."""
    authors: bool = True
    """It tells who wrote the message that another replies to."""
    longest_link: int = MAX_LINK
    """Characters of an address that a button opens; 0: no button opens one. A longer one stands in
    the text.
    """
    counted: bool = False
    """What is sent unasked costs something for each who gets it."""


EVERYTHING = Abilities()
