"""Which of several cases a request means: told by number or name, or the only one that fits."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from bot.domain.cases import called, in_order, take_case
from bot.domain.errors import Refusal
from bot.domain.message import Button, Message
from bot.domain.plan import Plan, PlanStatus
from bot.domain.standing import OVER, Standing
from bot.domain.typed import take_number
from bot.render.text import cases as texts
from bot.render.text import names
from handlers.core.asking import Ask, action
from handlers.core.call import Call, Reply
from handlers.core.words import Words

MOST = 8
"""Cases that are asked about at once."""
_PAGE = re.compile(r"(?:\A|\s)w(?P<offset>[0-9]{1,4})\Z")


def numbered(call: Call, words: Words, teams: Iterable[int]) -> int | None:
    """The plan of the case whose number is told (เรื่องที่ 12), which is taken off the words. In a
    team without cases these are words like others.
    """
    told, rest = take_case(words.rest)
    if told is None:
        return None
    cases = [p for team in teams for p in call.work.plans.of_team(team) if p.number]
    if not cases:
        return None
    found = [p for p in cases if told.is_of(p)]
    found = [p for p in found if p.status not in OVER] or found
    if not found:
        raise Refusal("no-such-case", number=told.number)
    words.rest = rest
    if len(found) > 1:
        raise Ask(which(call, found, rest))
    return found[0].id


def which(call: Call, plans: Sequence[Plan], rest: str) -> Reply:
    """Asked in the order in which they are given, with a button for each; of many a page."""
    rest, offset = _page_of(rest)
    shown = plans[offset : offset + MOST]
    pairs = [(call.work.teams.by_id(p.team), p) for p in shown]
    labels = names.plan_labels(call.say, pairs)
    lines = (action(call, call.command, f"p{p.id}", rest) for p in shown)
    rows = tuple((Button(label, line),) for label, line in zip(labels, lines, strict=True))
    text = texts.which(call.say, plans, MOST)
    turn = _turning(call, rest, offset, len(plans))
    return Reply(Message(text, (*rows, *turn)), edits=call.by_button and offset > 0)


def _page_of(rest: str) -> tuple[str, int]:
    """What is left of a command line, and from which case on it is asked."""
    found = _PAGE.search(rest)
    return (rest[: found.start()], int(found["offset"])) if found else (rest, 0)


def _turning(call: Call, rest: str, offset: int, total: int) -> tuple[tuple[Button, ...], ...]:
    """To the next cases; behind the last ones the first come again."""
    if total <= MOST:
        return ()
    following = offset + MOST if offset + MOST < total else 0
    line = action(call, call.command, "", f"{rest} w{following}".strip())
    return ((Button(call.say.caption("Next ›"), line),),)


def named(words: Words, plans: Sequence[Plan]) -> list[Plan]:
    """The cases of which a part of the name is all that is told beside the step, and taken off."""
    number, rest = take_number(words.rest)
    found = called((p for p in plans if p.status is not PlanStatus.CANCELLED), rest)
    if found:
        words.rest = "" if number is None else str(number)
    return found


def narrowed(
    plans: Sequence[Plan],
    words: Words,
    standing: Callable[[Plan], Standing],
    fits: Callable[[Standing], bool] | None,
) -> list[Plan]:
    """Of plans among which there are cases those that may be meant; where several are, those first
    that fit, in the order in which they are to be looked at.
    """
    found = [standing(p) for p in named(words, plans) or plans]
    able = [s for s in found if fits is not None and fits(s)]
    if len(able) == 1:
        return [able[0].plan]
    others = [s for s in found if s not in able]
    return [case.plan for part in (able, others) for case in in_order(part)]
