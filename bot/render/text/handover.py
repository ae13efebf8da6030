"""What somebody who left has left open, and who takes it over."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from bot.domain.handover import Led, LeftOpen, OpenAssignment, OpenWork, Vacant
from bot.domain.message import Button, Message, Text, bold, join, paragraphs
from bot.domain.people import Deputy, Member, Person, Team
from bot.render.language import Say
from bot.render.text import acting, assignments, names, undo

MOST_WORKS = 5
"""Titles are long; of more only the number is told."""


def offered(
    say: Say, told: Text, team: Team, left: LeftOpen, heirs: Sequence[Member], draft: int
) -> Message:
    """To a secretary, below what is told of the leaving; `team` as it was."""
    lines = [*_owned(say, left), *(_vacant(say, one) for one in left.vacant)]
    lines += [_OFFICES[office](say) for office in left.offices]
    if left.files:
        lines.append(say("• Files that wait for their step: {count}", count=left.files))
    lines += [_deputy(say, team, line) for line in left.deputies]
    how = say("One press hands over the works and duties above.") if left.to_give else ""
    listed = join([bold(say("Left open")), *lines, how])
    return Message(paragraphs([told, listed]), _rows(say, left, heirs, draft))


def _works(say: Say, works: Sequence[OpenWork]) -> list[Text]:
    shown = [
        say("• Work “{title}” (step {number})", title=one.work.title, number=one.step)
        for one in works[:MOST_WORKS]
    ]
    more = len(works) - len(shown)
    if not more:
        return shown
    return [*shown, say.plural("• and {count} more work", "• and {count} more works", more)]


def _owned(say: Say, left: LeftOpen) -> list[Text]:
    return [
        *_works(say, left.works),
        *_assigned(say, left.assigned),
        *(_led(say, one) for one in left.led),
    ]


def _assigned(say: Say, found: Sequence[OpenAssignment]) -> list[Text]:
    shown = [assignments.left_open(say, one.work) for one in found[:MOST_WORKS]]
    more = len(found) - len(shown)
    if not more:
        return shown
    last = say.plural(
        "• and {count} more work assigned by meetings",
        "• and {count} more works assigned by meetings",
        more,
    )
    return [*shown, last]


def _led(say: Say, one: Led) -> Text:
    return say("• Mainly responsible: {steps}", steps=names.step_numbers(say, one.steps))


def _vacant(say: Say, one: Vacant) -> Text:
    steps = names.step_numbers(say, one.steps)
    return say("• Nobody is left in {party}: {steps}", party=one.party.short, steps=steps)


def _no_chair(say: Say) -> Text:
    return say("• Nobody is recorded as the chair")


def _no_secretary(say: Say) -> Text:
    return say("• Nobody is recorded as secretary")


_OFFICES: Mapping[str, Callable[[Say], Text]] = {"chair": _no_chair, "secretary": _no_secretary}


def _deputy(say: Say, team: Team, one: Deputy) -> Text:
    return say("• Ended: {acts}", acts=acting.acts_for(say, team, one))


def _rows(
    say: Say, left: LeftOpen, heirs: Sequence[Member], draft: int
) -> tuple[tuple[Button, ...], ...]:
    if not left.to_give:
        return ()
    return tuple((_to(say, m.person, draft),) for m in heirs)


def _to(say: Say, person: Person, draft: int) -> Button:
    label = say.caption("Hand over to {person}", person=names.person(say, person))
    return Button(names.shorten(label), f"handover d{draft} u{person.id}")


def handed_over(
    say: Say, heir: Person, given: LeftOpen, unled: Sequence[Led], back: str
) -> Message:
    """`unled`: for what the heir does not answer; `back`: what takes it back."""
    head = bold(say("Handed over to {person}", person=names.person(say, heir)))
    rest = join(_unled(say, one) for one in unled)
    told = paragraphs([join([head, *_given(say, given)]), rest])
    return Message(told, ((undo.button(say, back),),))


def _unled(say: Say, one: Led) -> Text:
    return say(
        "This person is not of the parties responsible for {steps}.\n"
        "Please name who is mainly responsible there by typing “ผู้รับผิดชอบหลัก {number}”.",
        steps=names.step_numbers(say, one.steps),
        number=one.steps[0],
    )


def you_take_over(say: Say, team: Team, left: LeftOpen) -> Text:
    """To who takes it over."""
    head = bold(say("You have been given this to take over ({team})", team=names.team_name(team)))
    return join([head, *_given(say, left)])


def _given(say: Say, left: LeftOpen) -> list[Text]:
    return [
        *_owned(say, left),
        *(say("• Party: {party}", party=one.party.short) for one in left.vacant),
    ]


def taken_back(say: Say, heir: Person, by: Person) -> Text:
    entry = say("Handing over to {person}", person=names.person(say, heir))
    return undo.taken_back_entry(say, entry, by)


def you_do_not(say: Say, team: Team) -> Text:
    """To who was to take it over."""
    called = names.team_name(team)
    return say("What was handed over to you has been taken back ({team}).", team=called)


def _already(say: Say) -> Text:
    return say(
        "Nothing of this is left to hand over.\nType /status or “สถานะ” to see how things stand."
    )


REFUSALS: Mapping[str, Callable[..., Text]] = {"handed-over-already": _already}
