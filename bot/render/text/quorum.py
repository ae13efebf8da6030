"""Steps that several close together: how many have confirmed, and who is to."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from bot.domain.change import Change
from bot.domain.events import Agreed, QuorumSet
from bot.domain.message import About, Button, Message, Text, bold, join, paragraphs, plain
from bot.domain.people import Member, Team
from bot.domain.plan import Plan
from bot.domain.quorum import ALL, ANYBODY, EACH_PARTY, Tally, rule_of, tally
from bot.domain.sop import Step
from bot.domain.standing import Standing, is_closable
from bot.render import dates
from bot.render.language import Say
from bot.render.text import names

MOST_OFFERED = 5
"""A larger number of people is typed."""


def rule(say: Say, told: str) -> Text:
    """By how many a step is closed, in words."""
    if told == ALL:
        return say("all of those responsible")
    if told == EACH_PARTY:
        return say("one of each responsible party")
    if told == ANYBODY:
        return say("any one of those responsible")
    return say.plural("{count} person", "{count} people", int(told))


def confirmed(say: Say, change: Change, found: Tally) -> Text:
    """After one word of several; the group reads numbers only."""
    event = change.event
    assert isinstance(event, Agreed)
    return join(
        [
            bold(say("The completion of step {number} is confirmed", number=event.step)),
            change.after.title(event.step),
            say("Completed {day}", day=dates.short_date(event.on, say.language)),
            standing(say, found),
            _then(say, change.after.plan.verifies(event.step), found),
            say("Note: {note}", note=event.note) if event.note else "",
        ]
    )


def _then(say: Say, verified: bool, found: Tally) -> Text:
    if verified:
        return say("Once they have, it waits to be verified.")
    if found.needed == found.of:
        return say("It is closed once all of them have confirmed it.")
    return say("It is closed once {count} have confirmed it.", count=found.needed)


def standing(say: Say, found: Tally) -> Text:
    """3 of 5; parties, where one of each confirms."""
    told = {"count": found.count, "needed": found.needed, "of": found.of}
    if found.by_party:
        return say("Confirmed by {count} of {of} parties", **told)
    if found.needed == found.of:
        return say("Confirmed by {count} of {of} people", **told)
    return say("Confirmed by {count} people; {needed} of {of} are needed", **told)


def of_open(say: Say, plan: Plan, team: Team, number: int) -> Text:
    """How many have confirmed; nothing of a step that is closed by one, or reported already."""
    found = tally(plan, team, number) if is_closable(plan.states, number) else None
    return standing(say, found) if found else plain("")


def on_card(say: Say, s: Standing, number: int, *, named: bool) -> Text:
    """Of an open step; `named`: to the secretary, in private."""
    found = None if s.states[number].is_closed else tally(s.plan, s.team, number)
    if found is None:
        return plain("")
    yes, no = (_people(say, members) for members in (found.confirmed, found.waiting))
    return join(
        [
            standing(say, found),
            say("Confirmed: {people}", people=yes) if named and yes else "",
            say("Not yet: {people} (for the secretary only)", people=no) if named and no else "",
        ]
    )


def _people(say: Say, members: Sequence[Member]) -> Text | str:
    return names.listed(say, [names.person(say, m.person) for m in members]) if members else ""


def which_step(say: Say, plan: Plan, numbers: Sequence[int]) -> Message:
    """Every open step, with how many close it."""
    lines = [
        say("• Step {number}: {rule}", number=n, rule=rule(say, rule_of(plan, n)))
        for n in numbers
        if rule_of(plan, n) != ANYBODY
    ]
    text = paragraphs(
        [
            join([bold(say("Steps closed by several")), names.plan_head(say, plan)]),
            join(lines) or say("Each step is closed by any one of those responsible."),
            say("Please choose a step, or type “ยืนยันร่วม” and its number."),
        ]
    )
    rows = [
        (Button(names.step_label(say, plan.sop.step(n)), f"quorum p{plan.id} {n}"),)
        for n in numbers
    ]
    return Message(text, tuple(rows), about=(About(plan.id),))


def which_rule(say: Say, s: Standing, step: Step) -> Message:
    """Who must confirm that the step is done: buttons, as far as there are people for them."""
    target, people = f"quorum p{s.plan.id} {step.number}", len(_answering(s, step))
    rules = [ANYBODY, ALL, *([EACH_PARTY] if len(step.parties) > 1 else [])]
    rules += [str(n) for n in range(2, min(people, MOST_OFFERED + 1))]
    rows = tuple((Button(say.caption(rule(say, r).plain), f"{target} {r}"),) for r in rules)
    now = rule(say, rule_of(s.plan, step.number))
    text = join(
        [
            bold(say("By whom is step {number} closed?", number=step.number)),
            step.title,
            say("Now: {rule}", rule=now),
            say("Each of them types “เสร็จ {number}”; the last one closes it.", number=step.number),
        ]
    )
    return Message(text, rows, about=(About(s.plan.id, step.number),))


def _answering(s: Standing, step: Step) -> Sequence[Member]:
    return s.team.responsible(s.plan.sop.id, step.parties)


def _already_confirmed(say: Say, step: Step, found: Tally) -> Text:
    told = say("You have confirmed step {number} already.", number=step.number)
    return join([told, standing(say, found)])


def announced(say: Say, change: Change) -> Text:
    event = change.event
    assert isinstance(event, QuorumSet)
    head = say("Step {number} is closed by {rule}", number=event.step, rule=rule(say, event.rule))
    recorded = say("Recorded by {person}", person=names.person(say, change.by))
    fewer = _fewer(
        say, event.rule, len(_answering(change.after, change.after.plan.sop.step(event.step)))
    )
    return join([bold(head), change.after.title(event.step), fewer, recorded])


def _fewer(say: Say, rule: str, people: int) -> Text | str:
    """Nobody waits for more people than there are."""
    if not rule.isdigit() or int(rule) <= people:
        return ""
    return say.plural(
        "{count} person is responsible for it now.",
        "{count} people are responsible for it now.",
        people,
    )


REFUSALS: Mapping[str, Callable[..., Text]] = {"already-confirmed": _already_confirmed}
