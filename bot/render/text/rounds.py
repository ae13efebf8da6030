"""The rounds of a fiscal year, as people choose among them."""

from __future__ import annotations

from collections.abc import Mapping

from bot.domain.message import Button, Message, Text, bold, join
from bot.domain.plan import Plan
from bot.render.language import N_, Say
from bot.render.text import names

Rows = tuple[tuple[Button, ...], ...]
_ROUNDS: Mapping[int | None, tuple[str, str]] = {
    1: ("1", N_("First five months")),
    2: ("2", N_("Last five months")),
    None: ("all", N_("Whole year")),
}
"""How each is typed, and called on its button."""


def name(say: Say, round: int | None) -> str:
    return say.caption(_ROUNDS[round][1])


def typed(round: int | None) -> str:
    """In a command line."""
    return _ROUNDS[round][0]


def which(say: Say, plan: Plan, question: Text, command: str, more: str = "") -> Message:
    """Asked of what `command` makes of a plan. `more`: what follows the round in its line."""
    rows = tuple(_row(say, plan, one, command, more) for one in _ROUNDS)
    return Message(join([bold(question), names.plan_head(say, plan)]), rows)


def others(say: Say, plan: Plan, round: int | None, command: str, more: str = "") -> Rows:
    """Buttons to the same of the other rounds; a case has none."""
    if plan.sop.case:
        return ()
    return tuple(_row(say, plan, one, command, more) for one in _ROUNDS if one != round)


def _row(say: Say, plan: Plan, round: int | None, command: str, more: str) -> tuple[Button, ...]:
    action = f"{command} p{plan.id} {typed(round)} {more}".rstrip()
    return (Button(name(say, round), action),)
