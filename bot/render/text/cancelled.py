"""How a question is answered in a group and taken back, and what is said then, whatever it was."""

from __future__ import annotations

from bot.domain.message import Button, Text
from bot.render.language import Say


def button(say: Say, question: str) -> Button:
    """`question`: its mark."""
    return Button(say.caption("Cancel"), f"cancel {question}")


def typed_button(say: Say, question: int) -> Button:
    """Of a question that is answered by typing: `question` is its draft."""
    return Button(say.caption("Cancel"), f"unask d{question}")


def form_row(say: Say, form: str) -> tuple[Button, ...]:
    """Under a question of the form of /setup, which goes as a whole."""
    return (Button(say.caption("Cancel"), f"form {form} discard"),)


def by_reply(say: Say) -> Text:
    """Whatever else is typed in a group is talk."""
    return say("In the group please answer in reply to this message.")


def nothing_changed(say: Say) -> Text:
    return say("Cancelled, nothing was changed.")


def nothing_recorded(say: Say) -> Text:
    return say("Cancelled, nothing was recorded.")
