"""A plan takes another version of its SOP: what would move, what moved, and why it does not fit."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from bot.domain.change import Change
from bot.domain.events import SopRevised
from bot.domain.message import Text, bold, join, paragraphs, plain
from bot.domain.plan import Plan
from bot.domain.revising import Misfit, Reason, unjoined
from bot.domain.sop_differences import differences
from bot.render.language import Say
from bot.render.text import extend, names, sop_steps
from bot.render.text.done import shifted


def preview(say: Say, change: Change, lost: Sequence[int]) -> Text:
    """Asked before it is written. `lost`: steps with files of documents that are in it no more."""
    plan, event = change.before.plan, _revised(change)
    head = say(
        "Apply version {number} of the SOP to the plan of {year}?",
        number=event.version,
        year=names.year(say, plan),
    )
    moves = shifted(say, change.moves, [], say("Due dates that would move:"))
    return paragraphs(
        [
            join([bold(head), event.sop.title]),
            _different(say, change),
            moves or say("No due date moves."),
            extend.new_conflicts(say, change),
            join([_stays(say, change), _lost(say, lost), _nobody_in(say, change)]),
        ]
    )


def announced(say: Say, change: Change) -> Text:
    """What the group reads."""
    event = _revised(change)
    recorded = say("Recorded by {person}", person=names.person(say, change.by))
    return paragraphs(
        [
            join([bold(_taken(say, event)), event.sop.title, recorded]),
            _different(say, change),
            shifted(say, change.moves, []) or say("No due date moves."),
            extend.new_conflicts(say, change),
            _nobody_in(say, change),
        ]
    )


def _taken(say: Say, event: SopRevised) -> Text:
    return say("The plan follows version {number} of the SOP", number=event.version)


def followed_already(say: Say, number: int) -> Text:
    return say("The plan follows version {number} already.", number=number)


def _different(say: Say, change: Change) -> Text:
    before, after = change.before.plan.sop, change.after.plan.sop
    changes = sop_steps.changes(say, before, after, differences(before, after))
    return join([bold(say("What is different in the SOP")), changes])


def _stays(say: Say, change: Change) -> Text:
    """What was decided of open steps counts more than an SOP does."""
    states = change.after.states
    decided = [n for n in change.after.open_steps if states[n].decided]
    kept = say("Closed steps stay as they are.")
    if not decided:
        return kept
    steps = names.step_numbers(say, decided)
    return join([kept, say("Due dates given by the committee stay: {steps}", steps=steps)])


def _lost(say: Say, steps: Sequence[int]) -> Text:
    if not steps:
        return plain("")
    return say(
        "Files of documents that this version does not have stay with their steps: {steps}",
        steps=names.step_numbers(say, steps),
    )


def _nobody_in(say: Say, change: Change) -> Text:
    """The parties of open steps in which nobody is."""
    sop, team = change.after.plan.sop, change.after.team
    joined = frozenset(p for m in team.members for p in m.parties)
    found = unjoined(sop, joined, {*change.after.open_steps})
    if not found:
        return plain("")
    return say("Nobody has joined yet: {parties}", parties=names.parties(say, sop, found))


def _revised(change: Change) -> SopRevised:
    assert isinstance(change.event, SopRevised)
    return change.event


def does_not_fit(say: Say, plan: Plan, version: int, reasons: Sequence[Reason]) -> Text:
    head = say(
        "Version {number} of the SOP does not fit the plan of {year}, which goes on as it is.",
        number=version,
        year=names.year(say, plan),
    )
    how = say(
        "To work by this version, please end the plan (/end) and make a new one (/setup), "
        "or use it for the next year (/clone)."
    )
    return join([head, *(say("• {title}", title=_WHY[r.why](say, r)) for r in reasons), how])


def _another(say: Say, _: Reason) -> Text:
    return say("It is another SOP than the plan's.")


def _gone(say: Say, reason: Reason) -> Text:
    return say("It lacks steps of the plan: {steps}", steps=_steps(say, reason))


def _new(say: Say, reason: Reason) -> Text:
    return say("It has steps that the plan does not have: {steps}", steps=_steps(say, reason))


def _times(say: Say, reason: Reason) -> Text:
    return say("It carries steps out at other times: {steps}", steps=_steps(say, reason))


def _ways(say: Say, reason: Reason) -> Text:
    return say("It has other decisions, or ways of them: {steps}", steps=_steps(say, reason))


def _steps(say: Say, reason: Reason) -> Text:
    return names.step_numbers(say, reason.steps)


_WHY: Mapping[Misfit, Callable[[Say, Reason], Text]] = {
    Misfit.ANOTHER: _another,
    Misfit.GONE: _gone,
    Misfit.NEW: _new,
    Misfit.TIMES: _times,
    Misfit.WAYS: _ways,
}
