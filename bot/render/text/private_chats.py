"""To the secretary, in private: who with a duty has not opened a private chat yet."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.message import Message, bold, join
from bot.domain.people import Member, Team
from bot.render.language import Say
from bot.render.text import names
from bot.render.text.privacy import open_chat_row
from bot.render.text.roles import open_chat_please


def listed(say: Say, team: Team, people: Sequence[Member]) -> Message:
    """With the button that opens the chat, to be passed on."""
    chair = next((m.person for m in people if m.chair), None)
    text = join(
        [
            bold(say("Not yet reachable in private ({team})", team=names.team_name(team))),
            *(say("• {name}", name=names.person(say, m.person)) for m in people),
            say("They get no reminders of their own until they open a private chat with me."),
            open_chat_please(say, chair, chair=True) if chair else "",
            say(
                "The button for it stands below (this message can be forwarded) and under the "
                "sign-up message in the group."
            ),
        ]
    )
    return Message(text, (open_chat_row(say),))


def nobody(say: Say, team: Team) -> Message:
    return Message(
        say(
            "Everybody with a duty has opened a private chat with me ({team}).",
            team=names.team_name(team),
        )
    )
