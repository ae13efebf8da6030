"""A step that recurs, whole: how often, what is done as a count, each that is open on a line."""

from __future__ import annotations

from bot.domain.message import Text, bold, join, paragraphs
from bot.domain.numbers import base
from bot.domain.occurrences import Group, folded
from bot.domain.standing import Standing
from bot.domain.written import common_title
from bot.render.language import Say
from bot.render.text import names, occurrences
from bot.render.text.plan import MARKS, stands
from bot.render.text.status_buttons import MOST_STEPS


def series(say: Say, s: Standing, group: Group) -> Text:
    first = s.plan.sop.step(group[0])
    title = say("Step {number} {title}", number=base(first.number), title=common_title(first))
    found = folded(s, group)
    shown = (*found.begun, *found.next, *found.later)
    return paragraphs(
        [
            join(
                [
                    bold(title),
                    names.plan_head(say, s.plan),
                    occurrences.every(say, s.plan.sop, first),
                ]
            ),
            join([*occurrences.done(say, found), *(_line(say, s, n) for n in sorted(shown))]),
        ]
    )


def opened(s: Standing, group: Group) -> Group:
    """What buttons lead to: those that have begun, the next, and the newest that is done."""
    found = folded(s, group)
    return tuple(sorted((*found.done[-1:], *found.begun, *found.next)))[:MOST_STEPS]


def _line(say: Say, s: Standing, number: int) -> Text:
    step = s.plan.sop.step(number)
    name = step.occurrence.name if step.occurrence is not None else step.title
    return say(
        "{mark} {number} {name}: {when}",
        mark=MARKS[s.status[number]],
        number=number,
        name=name,
        when=stands(say, s, number),
    )
