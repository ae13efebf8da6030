"""/whatif: what would move if a step were completed later than it looks now."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from bot.domain.change import Change
from bot.domain.events import Extended
from bot.domain.message import Button, Text, bold, join, paragraphs
from bot.domain.sop import Step
from bot.domain.supposing import Case
from bot.render import dates
from bot.render.language import Say
from bot.render.text import dues, names
from bot.render.text.extend import new_conflicts, past_fixed, to_move


def told(say: Say, change: Change) -> Text:
    """The dates that would move, and the fixed ones that would not be kept."""
    step = _extended(change).step
    return paragraphs(
        [
            _case(say, change),
            past_fixed(say, step, change.after.forecast),
            to_move(say, step, change),
            new_conflicts(say, change, told=step),
            _only_supposed(say),
        ]
    )


def caption(say: Say, change: Change) -> Text:
    """With the picture, for whoever cannot see it, too."""
    moved = moved_others(change)
    steps = names.step_numbers(say, moved) if moved else ""
    line = say("Due dates that would move: {steps}", steps=steps)
    moves = line if moved else say("No other step moves.")
    return join([_case(say, change), moves, _only_supposed(say)])


def moved_others(change: Change) -> list[int]:
    """The other steps whose due dates would move."""
    but = _extended(change).step
    return [
        n
        for n, (old, new) in sorted(change.moves.items())
        if n != but and old.known_due != new.known_due
    ]


def rows(say: Say, change: Change) -> tuple[tuple[Button, ...], ...]:
    """The button for the picture of it, where such are shown."""
    if not say.can.pictures:
        return ()
    event, plan = _extended(change), change.before.plan.id
    action = f"whatif p{plan} {Case(event.step, event.to)} picture"
    return ((Button(say.caption("Picture of this case"), action),),)


def _case(say: Say, change: Change) -> Text:
    event, before = _extended(change), change.before
    now = dues.as_it_stands(say, before.due(event.step))
    return join([bold(_head(say, event, before.due(event.step))), before.title(event.step), now])


def _head(say: Say, event: Extended, due: date | None) -> Text:
    number, day = event.step, dates.long_date(event.to, say.language)
    if due is None:
        return say("If step {number} is completed on {day}", number=number, day=day)
    return say.plural(
        "If step {number} is completed on {day} ({count} day after it is due)",
        "If step {number} is completed on {day} ({count} days after it is due)",
        (event.to - due).days,
        number=number,
        day=day,
    )


def _only_supposed(say: Say) -> Text:
    return say("This is an estimate only. The plan is not changed.")


def _extended(change: Change) -> Extended:
    assert isinstance(change.event, Extended)
    return change.event


def how(say: Say, step: Step) -> Text:
    """What is to be typed."""
    if not say.can.slashes:
        return say(
            "Please tell how many days late, or the day of completion, for example: "
            "“ถ้าขั้นตอนที่ {number} ช้า 10 วัน”.",
            number=step.number,
        )
    return say(
        "Please tell how many days late, or the day of completion, for example: "
        "/whatif {number} 10 or “ถ้าขั้นตอนที่ {number} ช้า 10 วัน”.",
        number=step.number,
    )


REFUSALS: Mapping[str, Callable[..., Text]] = {"whatif-how": how}
