"""A closing in two stages: what is said when a step is reported, verified and sent back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from bot.domain.change import Change
from bot.domain.documents import missing_evidence
from bot.domain.events import Closed, Reported, Returned
from bot.domain.files import File
from bot.domain.message import About, Button, Message, Text, bold, join, paragraphs, plain
from bot.domain.people import Person
from bot.domain.plan import Plan, StepState
from bot.domain.sop import Step
from bot.domain.standing import Standing
from bot.render import dates
from bot.render.language import Say
from bot.render.text import chair_letter, deputies, escalation, names, notice_steps, way
from bot.render.text.done import completed, files_of, moved_steps, started
from bot.render.text.extend import new_conflicts

Row = tuple[Button, ...]
MOST_LISTED = 8
"""Steps that get a button of their own."""


def reported(say: Say, change: Change, files: Sequence[File]) -> tuple[Text, Text]:
    """The announcement of a report: in private, and in the group, where no days are counted."""
    event = change.event
    assert isinstance(event, Reported)
    step = change.after.plan.sop.step(event.step)
    head = bold(say("Step {number} is reported as completed", number=event.step))
    by = say("Reported by {person}", person=names.person(say, change.by))
    more = [join([by, files_of(say, files, event.step)], " · "), _note(say, event.note)]
    waits = say("It stays open until the secretary or the chair has verified it.")

    def whole(private: bool) -> Text:
        done = completed(say, event.on, change.before, event.step, private=private)
        outcome = way.taken(say, step, event.way)
        return paragraphs([join([head, step.title, outcome, done, *more]), waits])

    return whole(private=True), whole(private=False)


def to_verify(
    say: Say,
    s: Standing,
    number: int,
    by: Person,
    files: Sequence[File],
    *,
    letter_to: Person | None,
) -> Message:
    """To who verifies, in private. `letter_to`: the chair, or who acts as such."""
    plan, facts = names.plan_head(say, s.plan), _to_judge(say, s, number, by, files)
    if letter_to is not None:
        subject = escalation.review_subject(say, [number])
        body = join([plan, names.step(say, s.plan.sop.step(number)), *facts])
        asked = escalation.review_asked(say)
        text = chair_letter.letter(
            say,
            s.plan.sop.committee,
            [deputies.in_place(say, s.team, letter_to, s.today), body, asked],
            to_consider=True,
            subject=subject,
        )
    else:
        head = bold(say("Please verify step {number}", number=number))
        text = join([head, plan, s.title(number), *facts])
    return Message(text, rows(say, s.plan, number), about=(About(s.plan.id, number),))


def _to_judge(
    say: Say, s: Standing, number: int, by: Person, files: Sequence[File]
) -> list[Text | str]:
    state = s.states[number]
    assert state.reported is not None
    return [
        way.taken(say, state.step, state.reported.way),
        completed(say, state.reported.on, s, number, private=True),
        say("Reported by {person}", person=names.person(say, by)),
        _note(say, state.reported.note),
        files_of(say, files, number),
        notice_steps.to_attach(say, missing_evidence(state, files)),
    ]


def rows(say: Say, plan: Plan, number: int) -> tuple[Row, ...]:
    """What can be done with a step that waits to be verified."""
    target = f"p{plan.id} {number}"
    return (
        (
            Button(say.caption("Verify"), f"verify {target}"),
            Button(say.caption("Send back"), f"return {target}"),
        ),
        (Button(say.caption("Files"), f"files {target}"),),
    )


def waiting(say: Say, s: Standing, numbers: Sequence[int], able: Sequence[int]) -> Message:
    """The steps that wait, each with its button, and one for all. `able`: to be verified here."""
    head = join([bold(say("Waiting for verification")), names.plan_head(say, s.plan)])
    lines = [_waiting_line(say, s.states[n]) for n in numbers]
    shown = able[:MOST_LISTED]
    buttons = [
        (Button(say.caption("Verify step {number}", number=n), f"verify p{s.plan.id} {n}"),)
        for n in shown
    ]
    if len(shown) > 1:
        steps = " ".join(map(str, shown))
        label = say.caption("Verify all ({count})", count=len(shown))
        buttons.append((Button(label, f"verify p{s.plan.id} {steps}"),))
    return Message(paragraphs([head, join(lines)]), tuple(buttons), about=(About(s.plan.id),))


def _waiting_line(say: Say, state: StepState) -> Text:
    assert state.reported is not None
    line = say(
        "• Step {number} {title} (reported as completed {day})",
        number=state.step.number,
        title=state.step.title,
        day=dates.short_date(state.reported.on, say.language),
    )
    return join([line, way.taken(say, state.step, state.reported.way)], " · ")


def verified(say: Say, change: Change, closings: Sequence[Closed]) -> Text:
    """Several steps closed by one press."""
    after = change.after
    head = say.plural(
        "{count} step verified and closed", "{count} steps verified and closed", len(closings)
    )
    lines = [_verified_line(say, after, e) for e in closings]
    by = say("Verified by {person}", person=names.person(say, change.by))
    moves = moved_steps(say, change, [e.step for e in closings])
    follows = way.follows(say, change, closings)
    return paragraphs([join([bold(head), *lines, by]), follows, started(say, change), moves])


def _verified_line(say: Say, after: Standing, event: Closed) -> Text:
    line = say("• Step {number} {title}", number=event.step, title=after.title(event.step))
    return join([line, way.taken(say, after.plan.sop.step(event.step), event.way)], " · ")


def sent_back(say: Say, change: Change, *, told: bool) -> tuple[Text, Text]:
    """The announcement of a return: in private with the reason, in the group the state alone.

    `told`: whoever reported it has a private chat in which to read the reason.
    """
    event = change.event
    assert isinstance(event, Returned)
    step, due = change.after.plan.sop.step(event.step), _due(say, change.after, event.step)
    moves = paragraphs([moved_steps(say, change, [event.step]), new_conflicts(say, change)])
    ours = join([bold(say("Step {number} is being revised", number=step.number)), step.title, due])
    mine = join(
        [
            bold(say("Step {number} has been sent back", number=step.number)),
            step.title,
            say("Reason: {reason}", reason=event.reason),
            due,
        ]
    )
    unheard = say(
        "Whoever reported it cannot be reached in private. Please tell the reason directly."
    )
    return paragraphs([mine, moves, "" if told else unheard]), paragraphs([ours, moves])


def to_revise(say: Say, s: Standing, number: int, by: Person) -> Message:
    """To who reported it, in private."""
    returned, target = s.states[number].returned, f"p{s.plan.id} {number}"
    assert returned is not None
    text = join(
        [
            bold(say("Step {number} has been sent back to be revised", number=number)),
            names.plan_head(say, s.plan),
            s.title(number),
            say("Reason: {reason}", reason=returned.reason),
            _due(say, s, number),
            say("Sent back by {person}", person=names.person(say, by)),
            say("Once it is revised, please close the step again."),
        ]
    )
    acts = (
        Button(say.caption("Close the step"), f"done {target}"),
        Button(say.caption("Attach evidence"), f"attach {target}"),
    )
    return Message(text, (acts,), about=(About(s.plan.id, number),))


def _due(say: Say, s: Standing, number: int) -> Text:
    return notice_steps.due_line(say, s.due(number), s.calendar, s.today)


def why_return(say: Say, step: Step, example: date) -> Text:
    """Asks for the reason, and for the new due date."""
    head = say("Send step {number} {title} back?", number=step.number, title=step.title)
    how = say(
        "Please type the new due date and the reason in reply to this message, for example\n"
        "{day} please complete table 2",
        day=dates.typed(example),
    )
    return join([bold(head), how, say("To leave it, type “ยกเลิก”.")])


def until_when(say: Say, step: Step) -> Text:
    """Asks for the new due date, the reason being told."""
    head = say("Until when should step {number} be revised?", number=step.number)
    return join([bold(head), step.title, say("Please choose a day.")])


def review_line(say: Say, state: StepState) -> Text:
    """Under the name of a step that waits to be verified."""
    assert state.reported is not None
    day = dates.short_date(state.reported.on, say.language)
    line = say("Reported as completed {day}", day=day)
    return join([line, way.taken(say, state.step, state.reported.way)], " · ")


def _note(say: Say, note: str) -> Text:
    return say("Note: {note}", note=note) if note else plain("")


def _already_reported(say: Say, step: Step, on: date) -> Text:
    return say(
        "Step {number} was reported as completed on {day} and waits to be verified.\n"
        "The secretary or the chair types “ตรวจรับ {number}” or “ส่งกลับ {number}”.",
        number=step.number,
        day=dates.short_date(on, say.language),
    )


def _not_reported(say: Say, step: Step) -> Text:
    return say(
        "Step {number} is not waiting to be verified.\n"
        "Type “ตรวจรับ” or /verify to see which steps are.",
        number=step.number,
    )


def _nothing_to_verify(say: Say) -> Text:
    return say("No step is waiting to be verified.\nType “สถานะ” to see how the steps stand.")


def _may_not_verify(say: Say, own: bool) -> Text:
    if own:
        return say(
            "Whoever reported a step does not verify it.\n"
            "Please ask another secretary, or the chair, to do so."
        )
    return say("Steps are verified by the secretary or the chair.\nPlease let the secretary know.")


REFUSALS: Mapping[str, Callable[..., Text]] = {
    "already-reported": _already_reported,
    "not-reported": _not_reported,
    "nothing-to-verify": _nothing_to_verify,
    "may-not-verify": _may_not_verify,
}
