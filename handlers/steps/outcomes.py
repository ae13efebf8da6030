"""An entry of the minutes of a meeting, as it is typed or pressed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.domain.errors import Refusal
from bot.domain.events import Outcome
from bot.domain.meeting import MOST_OUTCOMES, OUTCOME_LENGTH
from bot.domain.typed import arabic, impolite, one_line
from handlers.core.scope import StepScope
from handlers.core.words import Words

_UNDER = re.compile(r"(?:ระเบียบ)?วาระ(?:ที่)? ?(?P<number>[0-9]{1,2})(?![0-9]) ?:?\s*")


def read(meant: StepScope, told: str) -> tuple[int, str]:
    """The item of the agenda under which it stands (วาระ 2 …; 0: none), and what it says."""
    refuse_more(meant)
    found, item, agenda = _UNDER.match(arabic(told)), 0, meant.state.met.agenda
    number = int(found["number"]) if found else 0
    if found is not None and 1 <= number <= len(agenda):
        item, told = agenda[number - 1].item, told[found.end() :]
    text = one_line(impolite(told))
    if not any(c.isalnum() for c in text):
        raise Refusal("entry-needs-words")
    if len(text) > OUTCOME_LENGTH:
        raise Refusal("entry-too-long", length=len(text), limit=OUTCOME_LENGTH)
    return item, text


def refuse_more(meant: StepScope) -> None:
    if len(meant.state.met.outcomes) >= MOST_OUTCOMES:
        raise Refusal("minutes-full", limit=MOST_OUTCOMES)


def next_id(meant: StepScope) -> int:
    """Never given twice, whatever was removed or taken back."""
    recorded = (e for e in meant.scope.plan.events if isinstance(e, Outcome))
    return 1 + max((e.outcome for e in recorded if e.step == meant.number), default=0)


def outcome_told(meant: StepScope, words: Words, among: Sequence[Outcome]) -> Outcome:
    """By the id that a button carries, or typed by its place among them."""
    told = words.take_id("w")
    if told is not None:
        found = [o for o in among if o.outcome == told]
    else:
        number = words.take_step() or 0
        found = list(among[number - 1 : number]) if number > 0 else []
    if not found:
        raise Refusal("no-outcome", step=meant.step)
    return found[0]
