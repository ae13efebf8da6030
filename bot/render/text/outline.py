"""/plan: every step with dates and state; of one that recurs the next time, the others counted."""

from __future__ import annotations

from bot.domain.message import Text, bold, join, paragraphs, plain
from bot.domain.occurrences import Folded, Group, folded, together
from bot.domain.standing import Standing, StepStatus
from bot.render.language import Say
from bot.render.text import names, occurrences
from bot.render.text.plan import MARKS, from_to, line
from bot.render.text.step_card import state_words

PAGE = 15
"""Steps in a message: the built-in SOP's twelve fit one."""


def outline(say: Say, s: Standing, offset: int) -> Text:
    """A page of the plan's steps."""
    steps = together(s.plan.sop, s.shown)[offset : offset + PAGE]
    head = join([names.plan_head(say, s.plan), "" if s.is_over else from_to(say, s)])
    return paragraphs([head, join(_lines(say, s, group) for group in steps)])


def length(s: Standing) -> int:
    """How many entries that is."""
    return len(together(s.plan.sop, s.shown))


def _lines(say: Say, s: Standing, group: Group) -> Text:
    """One step; of one that recurs what is done and what comes later as counts."""
    if len(group) == 1:
        return line(say, s, group[0])
    found = folded(s, group)
    if s.is_over:
        left = tuple(n for n in group if not s.states[n].is_closed and n not in s.aside)
        state = _marked(say, s, left, state_words(say, s, left[0])) if left else plain("")
        return join([_done(say, s, found), state])
    late = tuple(n for n in found.begun if s.status[n] is StepStatus.OVERDUE)
    begun = [n for n in found.begun if len(late) == 1 or n not in late]
    return join(
        [
            _done(say, s, found),
            _marked(say, s, late, occurrences.late_line(say, s, late)) if len(late) > 1 else "",
            *(line(say, s, n) for n in sorted((*begun, *found.next))),
            occurrences.later(say, s, found.later),
            _may_come(say, s, found, group),
        ]
    )


def _may_come(say: Say, s: Standing, found: Folded, group: Group) -> Text:
    """Where only an unexpected way leads to it, on what it hangs."""
    aside = [n for n in group if n in s.aside and not s.states[n].is_closed]
    shown = found.next or found.begun or not aside
    return plain("") if shown else line(say, s, aside[0])


def _done(say: Say, s: Standing, found: Folded) -> Text:
    """Under their numbers, so that these are not told once more."""
    over = tuple(sorted((*found.done, *found.skipped)))
    return _marked(say, s, over, occurrences.counted(say, s, found)) if over else plain("")


def _marked(say: Say, s: Standing, group: Group, line: Text) -> Text:
    mark, title = MARKS[s.status[group[0]]], occurrences.head(say, s.plan.sop, group)
    return join([bold(join([mark, title], " ")), line])
