"""A neutral message as the content of a post: the same runs and buttons, with accounts in them."""

from __future__ import annotations

from collections.abc import Mapping

from bot.demo.web.content import Key, Run
from bot.domain.message import Button, Message, Style, Text

Accounts = Mapping[int, str]
"""The accounts of persons of the store."""


def runs(text: Text, accounts: Accounts) -> tuple[Run, ...]:
    return tuple(_run(r.text, r.style, r.person, accounts) for r in text.runs if r.text)


def keys(message: Message) -> tuple[tuple[Key, ...], ...]:
    return tuple(tuple(map(_key, row)) for row in message.buttons if row)


def _run(text: str, style: Style, person: int | None, accounts: Accounts) -> Run:
    who = accounts.get(person, "") if person is not None else ""
    return Run(text, style, who)


def _key(button: Button) -> Key:
    return Key(button.label, button.action, button.invite, button.link)
