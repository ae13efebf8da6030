"""Requests for more time: what is said to who asks, to who decides, and of the decision."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from bot.domain.change import Change
from bot.domain.events import Extended, ExtensionAsked, ExtensionDeclined
from bot.domain.message import About, Button, Message, Text, bold, join, paragraphs, plain
from bot.domain.people import Person
from bot.domain.plan import Plan, StepState
from bot.domain.sop import Step
from bot.render import dates
from bot.render.language import Say
from bot.render.text import chair_letter, deputies, dues, names, whatif
from bot.render.text.extend import new_conflicts, to_move

Row = tuple[Button, ...]
REASON_LENGTH = 300
"""Characters of a reason that a card repeats; the history has the whole."""


def asked(say: Say, change: Change, *, told: bool) -> Text:
    """Answers who asked. `told`: the secretary or the chair reads it in private."""
    event = change.event
    assert isinstance(event, ExtensionAsked)
    head = say("More time is asked for step {number}", number=event.step)
    if told and change.before.due(event.step) is None:
        then = say("The secretary or the chair decides.")
    elif told:
        then = say("The secretary or the chair decides. Until then the due date stays.")
    else:
        then = say("Please have the secretary or the chair decide it here by the buttons below.")
    return paragraphs(
        [
            join(
                [
                    bold(head),
                    change.after.title(event.step),
                    say("Until: {day}", day=dates.weekday_date(event.to, say.language)),
                    say("Reason: {reason}", reason=event.reason),
                ]
            ),
            then,
        ]
    )


def to_decide(say: Say, granted: Change, by: Person, *, letter_to: Person | None) -> Message:
    """To who decides, in private, with what granting it would move.

    `letter_to`: the chair, or who acts as such.
    """
    event, before = granted.event, granted.before
    assert isinstance(event, Extended)
    title = say("More time is asked for step {number}", number=event.step)
    too_early = new_conflicts(say, granted, told=event.step)
    moves = paragraphs([to_move(say, event.step, granted), too_early])
    plan, step = names.plan_head(say, before.plan), before.plan.sop.step(event.step)
    facts = _facts(say, event, before.due(event.step), by)
    if letter_to is not None:
        body = join([plan, names.step(say, step), *facts])
        acting = deputies.in_place(say, before.team, letter_to, before.today)
        text = chair_letter.letter(
            say, before.plan.sop.committee, [acting, body, moves], to_consider=True, subject=title
        )
    else:
        text = paragraphs([join([bold(title), plan, before.title(event.step), *facts]), moves])
    about = (About(before.plan.id, event.step),)
    shown = whatif.rows(say, granted) if whatif.moved_others(granted) else ()
    return Message(text, (*rows(say, before.plan, event.step), *shown), about=about)


def _facts(say: Say, event: Extended, due: date | None, by: Person) -> list[Text]:
    return [
        say("Until: {day}", day=dates.weekday_date(event.to, say.language)),
        say("Due until now: {day}", day=dues.short(say, due)),
        say("Reason: {reason}", reason=event.reason),
        say("Asked by {person}", person=names.person(say, by)),
    ]


def rows(say: Say, plan: Plan, number: int) -> tuple[Row, ...]:
    target = f"p{plan.id} {number}"
    return (
        (
            Button(say.caption("Grant"), f"approve {target}"),
            Button(say.caption("Do not grant"), f"decline {target}"),
        ),
        (Button(say.caption("Set another date"), f"extend {target}"),),
    )


def declined(say: Say, change: Change, *, told: bool) -> Text:
    """Answers who decided. `told`: who asked can be reached in private."""
    event = change.event
    assert isinstance(event, ExtensionDeclined)
    head = bold(say("More time for step {number} is not granted", number=event.step))
    unheard = say("Whoever asked cannot be reached in private. Please tell the reason directly.")
    return join([head, change.after.title(event.step), _due(say, change), "" if told else unheard])


def to_asker(say: Say, change: Change) -> Message:
    """In private."""
    event = change.event
    assert isinstance(event, ExtensionDeclined)
    text = join(
        [
            bold(say("More time for step {number} is not granted", number=event.step)),
            names.plan_head(say, change.after.plan),
            change.after.title(event.step),
            say("Reason: {reason}", reason=event.reason),
            _due(say, change),
            say("Decided by {person}", person=names.person(say, change.by)),
        ]
    )
    return Message(text, about=(About(change.after.plan.id, event.step),))


def standing(say: Say, state: StepState) -> Text:
    """The request that nobody has decided yet; nothing, if there is none."""
    if state.asked is None:
        return plain("")
    return say(
        "More time is asked for, until {day}: {reason}",
        day=dates.short_date(state.asked.to, say.language),
        reason=names.shorten(state.asked.reason, REASON_LENGTH),
    )


def _due(say: Say, change: Change) -> Text:
    event = change.event
    assert isinstance(event, ExtensionDeclined)
    return say("The due date stays: {day}", day=dues.short(say, change.after.due(event.step)))


def _no_request(say: Say, step: Step) -> Text:
    return say(
        "Nobody asks for more time for step {number} now.\n"
        "Type “สถานะ {number}” to see its due date.",
        number=step.number,
    )


REFUSALS: Mapping[str, Callable[..., Text]] = {"no-request": _no_request}
