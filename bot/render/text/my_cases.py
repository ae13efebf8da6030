"""/my: one's own steps in the cases of an SOP, of which there may be many."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.cases import Case
from bot.domain.message import Text, bold, join
from bot.domain.people import Member
from bot.domain.standing import Standing
from bot.render.language import Say
from bot.render.text import cases, names

Mine = tuple[Standing, Member | None]
MOST = 8
"""Steps that are named."""


def by_sop(found: Sequence[Mine]) -> list[list[Mine]]:
    parts: dict[tuple[int, str], list[Mine]] = {}
    for s, member in found:
        parts.setdefault((s.team.id, s.plan.sop.id), []).append((s, member))
    return [*parts.values()]


def block(
    say: Say, found: Sequence[Mine], own: Sequence[Case], role: Text, nothing: Text, *, named: bool
) -> Text:
    """`nothing`: what is said where none is one's own. `named`: with the name of the team."""
    first, _ = found[0]
    count = say.plural("Open cases: {count}", "Open cases: {count}", len(found))
    team = names.team_name(first.team) if named else ""
    lines = cases.named_lines(say, own, MOST) or [nothing]
    return join([bold(first.plan.sop.title), team, role, count, *lines])
