"""Work that a meeting assigned (งานที่มอบหมาย): asked, listed, reminded of, carried out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from bot.domain.events import Outcome
from bot.domain.message import Button, Text, bold, join, plain
from bot.domain.people import Person
from bot.domain.plan import Plan
from bot.domain.sop import Step
from bot.domain.standing import Standing
from bot.render import dates
from bot.render.language import Say
from bot.render.text import names

People = Callable[[int], Person]
MOST_BUTTONS = 3
NOTE_LENGTH = 200
"""Characters of one that a reminder repeats; the minutes have the whole."""


def listed(say: Say, s: Standing, number: int, people: People | None) -> Text:
    """`people`: in private to secretary and chair, whom it names."""
    met = s.states[number].met
    lines = [
        join([say("{number}. {text}", number=n, text=o.text), _state(say, s, o, people)])
        for n, o in enumerate(met.assigned, start=1)
    ]
    return join([bold(say("Assigned work")), *lines]) if lines else plain("")


def _state(say: Say, s: Standing, o: Outcome, people: People | None) -> Text:
    done = o.outcome in s.states[o.step].met.done
    state = say("carried out") if done else say("not carried out yet")
    owner = names.person(say, people(o.owner)) if people and o.owner is not None else ""
    return join([owner, _due(say, o), state], " · ")


def _due(say: Say, o: Outcome) -> Text:
    return say("due {day}", day=dates.short_date(o.due, say.language)) if o.due else plain("")


def due_notice(
    say: Say,
    step: Step,
    work: Sequence[Outcome],
    due: date,
    days: int,
    people: People | None,
    asked: Text,
) -> Text:
    """`days` overdue; `people`: to the secretary, in private, whose it is. `asked`: to do."""
    head = say("Assigned work is due")
    if days:
        head = say.plural(
            "Assigned work: {count} day past the due date",
            "Assigned work: {count} days past the due date",
            days,
        )
    return join(
        [
            bold(head),
            say("From the meeting of step {number} {title}", number=step.number, title=step.title),
            *(_told(say, o, people) for o in work),
            say("Due on {weekday}", weekday=dates.weekday_date(due, say.language)),
            asked,
        ]
    )


def asked(
    say: Say, step: Step, work: Sequence[Outcome], gone: Sequence[Outcome], *, follows: bool
) -> Text:
    """`gone`: what is nobody's any more. `follows`: the rest is carried out by others."""
    first = say("Once it is carried out, please press the button.")
    if follows:
        first = say("Please follow it up.")
    if not gone:
        return first
    again = say(
        "Whoever was assigned this has left the committee. Please assign it to another by typing "
        "“รายงานการประชุม {number} มอบใหม่”.",
        number=step.number,
    )
    return join([first if len(gone) < len(work) else plain(""), again])


def _told(say: Say, o: Outcome, people: People | None) -> Text:
    text = names.shorten(o.text, NOTE_LENGTH)
    if people is None or o.owner is None:
        return say("• {text}", text=text)
    return say("• {text} ({person})", text=text, person=names.person(say, people(o.owner)))


def done_rows(
    say: Say, plan: int, work: Sequence[Outcome], *, named: bool = False
) -> tuple[tuple[Button, ...], ...]:
    """One button says what is carried out; several name it, and one that is `named`: it stands
    among others.
    """
    shown = work[:MOST_BUTTONS]
    named = named or len(shown) > 1
    return tuple((Button(_label(say, o, named=named), done_line(plan, o)),) for o in shown)


def _label(say: Say, o: Outcome, *, named: bool) -> str:
    if not named:
        return say.caption("Carried out")
    return names.shorten(say.caption("Carried out: {text}", text=o.text))


def done_line(plan: int, o: Outcome) -> str:
    return f"minutes p{plan} {o.step} done w{o.outcome}"


def mine(say: Say, s: Standing, person: int) -> Text:
    """What this person has still to do, also as a deputy, of all meetings of the plan."""
    lines = [_mine(say, o) for o in owned(s, person)]
    return join([bold(say("Assigned to me by meetings")), *lines]) if lines else plain("")


def _mine(say: Say, o: Outcome) -> Text:
    text = names.shorten(o.text, NOTE_LENGTH)
    return say("• {text} ({due}, step {number})", text=text, due=_due(say, o), number=o.step)


def left_open(say: Say, o: Outcome) -> Text:
    """Of who has left, or to who takes it over."""
    text = names.shorten(o.text, NOTE_LENGTH)
    due = _due(say, o)
    return say("• Assigned: {text} ({due}, step {number})", text=text, due=due, number=o.step)


def owned(s: Standing, person: int) -> list[Outcome]:
    mine, met = s.team.stands_for(person), [state.met for state in s.states.values()]
    found = [o for meeting in met if meeting.outcomes for o in meeting.to_do(of=mine)]
    return sorted(found, key=lambda o: (o.due or date.max, o.id))


def ask_owner(say: Say, text: str) -> Text:
    head = bold(say("Assigned: {text}", text=names.shorten(text, NOTE_LENGTH)))
    return join([head, say("Who carries it out?")])


def ask_day(say: Say, text: str, example: date) -> Text:
    head = bold(say("Assigned: {text}", text=names.shorten(text, NOTE_LENGTH)))
    how = say(
        "By when? Please choose, or type the day in reply to this message, for example {day}",
        day=dates.typed(example),
    )
    return join([head, how])


def recorded(say: Say, o: Outcome, owner: Person | None) -> Text:
    """`owner`: in private, where persons are named."""
    head = bold(say("Recorded in the minutes of step {number}", number=o.step))
    person = say("Assigned to: {person}", person=names.person(say, owner)) if owner else plain("")
    return join([head, say("Assigned: {text}", text=o.text), person, _by(say, o)])


def _by(say: Say, o: Outcome) -> Text:
    if o.due is None:
        return plain("")
    return say("Due on {weekday}", weekday=dates.weekday_date(o.due, say.language))


def told_owner(say: Say, plan: Plan, o: Outcome) -> Text:
    """In private, to whom it is assigned."""
    step = plan.sop.step(o.step)
    head = bold(say("The meeting has assigned work to you"))
    where = say("From the meeting of step {number} {title}", number=step.number, title=step.title)
    return join([head, names.plan_head(say, plan), where, o.text, _by(say, o)])


def told_off(say: Say, plan: Plan, o: Outcome) -> Text:
    head = bold(say("Work assigned to you has been taken off the minutes"))
    return join([head, names.plan_head(say, plan), o.text])


def told_not_yours(say: Say, plan: Plan, o: Outcome) -> Text:
    """To whose it was; not whose it is."""
    head = bold(say("Work assigned to you has been given to another"))
    return join([head, names.plan_head(say, plan), o.text])


def which_anew(say: Say) -> Text:
    return say("Please choose the work to be assigned to another.")


def label(say: Say, o: Outcome) -> str:
    return names.shorten(join([o.text, _due(say, o)], " · ").plain)


def given_anew(say: Say, o: Outcome, owner: Person | None) -> Text:
    """`owner`: in private, where persons are named."""
    head = bold(say("Work of the meeting of step {number} assigned to another", number=o.step))
    person = say("Assigned to: {person}", person=names.person(say, owner)) if owner else plain("")
    return join([head, o.text, person, _by(say, o)])


def carried_out(say: Say, o: Outcome, by: Person) -> Text:
    head = bold(say("Recorded as carried out"))
    recorded_by = say("Recorded by {person}", person=names.person(say, by))
    return join([head, o.text, recorded_by])


def _not_yours(say: Say, step: Step) -> Text:
    return say(
        "What the meeting of step {number} assigned is recorded as carried out by its owner, "
        "the secretary or the chair.\nPlease tell the secretary that it is.",
        number=step.number,
    )


def _done_already(say: Say) -> Text:
    return say("This is recorded as carried out already. Nothing was changed.")


def _already_owns(say: Say) -> Text:
    return say("This work is assigned to this person already. Nothing was changed.")


def _not_a_member(say: Say) -> Text:
    return say("This person is not in the committee here.\nPlease choose another one.")


REFUSALS: Mapping[str, Callable[..., Text]] = {
    "not-your-work": _not_yours,
    "done-already": _done_already,
    "owner-already": _already_owns,
    "owner-not-member": _not_a_member,
}
