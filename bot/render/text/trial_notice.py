"""The test notice, and what is said of where it was sent."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.message import Message, Text, bold, join, paragraphs
from bot.domain.people import Person
from bot.render.language import Say
from bot.render.text import names


def sample(say: Say, notice: Message | None) -> Message:
    """A notice without buttons: what is only shown must change nothing."""
    head = join([bold(say("Test notice")), say("This is an example, there is nothing to be done.")])
    text = notice.text if notice else say("This is where reminders of the plan will appear.")
    return Message(paragraphs([head, text]))


def sent(say: Say, *, private: bool, unsure: bool) -> Text:
    """`private`: to the private chat, too, which is open. `unsure`: what is left of the month, in
    which messages are counted, is not known.
    """
    told = (
        say("The example was sent to the group and to your private chat.")
        if private
        else say(
            "The example was sent to the group. Your private chat with me is not open, so nothing "
            "could be sent there."
        )
    )
    if not unsure:
        return told
    only_here = say("Where this month's messages are used up, it was sent to this chat only.")
    return join([told, only_here])


def only_here(say: Say, *, in_group: bool, used_up: bool) -> Text:
    """The month leaves no room for it elsewhere. `used_up`: not even what is kept in reserve."""
    if in_group and used_up:
        return say(
            "This month's messages are used up, so the example cannot be sent to your private chat "
            "yet (the example for this group is above)."
        )
    if in_group:
        return say(
            "Few messages are left this month, and they are kept for what is overdue.\n"
            "So the example cannot be sent to your private chat yet (the example for this group is "
            "above)."
        )
    if used_up:
        return say(
            "This month's messages are used up, so the example cannot be sent to the group yet "
            "(the example for this chat is above)."
        )
    return say(
        "Few messages are left this month, and they are kept for what is overdue.\n"
        "So the example cannot be sent to the group yet (the example for this chat is above)."
    )


def tested(say: Say, sent: Text, count: int, unreachable: Sequence[Person]) -> Text:
    """Where it went, and whom no private notice would reach; named only in private."""
    if not count:
        return join([sent, say("All members can be reached in private.")])
    missing = say.plural(
        "{count} member cannot be reached in private yet.",
        "{count} members cannot be reached in private yet.",
        count,
    )
    listed = [say("• {name}", name=names.person(say, p)) for p in unreachable]
    return join([sent, missing, *listed, _what_they_need(say)])


def _what_they_need(say: Say) -> Text:
    if say.can.starts:
        return say("They need to open a private chat with me and press Start.")
    return say("They need to add the account of this system as a friend.")
