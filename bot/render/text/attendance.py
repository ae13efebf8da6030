"""Who comes to a meeting: asked by buttons, counted in the group, named to the secretary alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from bot.domain.events import Attending, Dated, Presence
from bot.domain.meeting import Attendance, attendance
from bot.domain.message import Button, Text, bold, join, paragraphs, plain
from bot.domain.people import Person
from bot.domain.sop import Step
from bot.domain.standing import Standing
from bot.render.language import N_, Say
from bot.render.text import agenda, meetings, names

ANSWERS: Mapping[Presence, str] = {
    Presence.COMES: N_("Coming"),
    Presence.ABSENT: N_("Not coming"),
    Presence.DELEGATES: N_("Sending a delegate"),
}
People = Callable[[int], Person]
Reasons = Mapping[int, str]
"""Of absences, by the person's id."""


def row(say: Say, target: str, on: date, found: Attendance | None = None) -> tuple[Button, ...]:
    """`target`: the plan and the step, as in a command line; with what is `found` also counts."""
    return tuple(
        Button(_label(say, answer, found), action(target, answer, on)) for answer in Presence
    )


def numbered_row(say: Say, target: str, number: int, on: date) -> tuple[Button, ...]:
    """Where a message tells of several steps."""
    return tuple(
        Button(
            say.caption("{number}: {answer}", number=number, answer=say.caption(ANSWERS[answer])),
            action(target, answer, on),
        )
        for answer in Presence
    )


def action(target: str, answer: Presence, on: date) -> str:
    return f"attend {target} {answer} d{on:%Y%m%d}"


def _label(say: Say, answer: Presence, found: Attendance | None) -> str:
    caption, count = say.caption(ANSWERS[answer]), found.count(answer) if found else 0
    return f"{caption} {count}" if count else caption


def counts(say: Say, found: Attendance) -> Text:
    return say(
        "Coming {comes} · not coming {absent} · by delegate {delegates} · no answer {silent}",
        comes=found.count(Presence.COMES),
        absent=found.count(Presence.ABSENT),
        delegates=found.count(Presence.DELEGATES),
        silent=len(found.silent),
    )


def line(say: Say, s: Standing, number: int) -> Text:
    """The counts, once anybody has answered."""
    answered = s.states[number].met.answers
    return counts(say, of_meeting(s, number)) if answered else plain("")


def of_meeting(s: Standing, number: int) -> Attendance:
    """Of one that was held, as the closing of its step or of the plan shows, every answer."""
    state = s.states[number]
    return attendance(state.met, s.team, every_answer=state.is_closed or s.is_over)


def asked(say: Say) -> Text:
    return say("Please say by a button below whether you are coming.")


def recorded(say: Say, found: Attendance) -> Text:
    """Beside the chat where the platform can, else before others: it does not tell which answer."""
    head = say("Your answer is recorded.")
    return join([head, counts(say, found)])


def recorded_privately(say: Say, s: Standing, number: int, answer: Attending) -> Text:
    told = say(_RECORDED[answer.answer])
    delegate = say("Delegate: {name}", name=answer.delegate) if answer.delegate else plain("")
    return join([bold(told), agenda.head(say, s, number), delegate])


def why_row(say: Say, target: str) -> tuple[Button, ...]:
    return (Button(say.caption("Tell the reason"), f"attend {target} why"),)


def names_row(say: Say, target: str) -> tuple[Button, ...]:
    return (Button(say.caption("List of names"), f"attend {target} names"),)


def ask_delegate(say: Say, step: Step) -> Text:
    head = bold(
        say("Who is to attend the meeting of step {number} in your place?", number=step.number)
    )
    how = say("Please type the name and position. To leave it open, type “ยกเลิก”.")
    return join([head, step.title, how])


def left_unnamed(say: Say) -> Text:
    return say("It stays recorded that you are sending a delegate; the name is left open.")


def ask_reason(say: Say, step: Step) -> Text:
    """What is said of health is for nobody else's eyes."""
    head = bold(say("Why you are not coming to the meeting of step {number}", number=step.number))
    how = say("Please type the reason, or “ยกเลิก”: you need not give one.")
    who = say("Only the secretary sees it. It is erased when the plan ends, or with your own data.")
    return join([head, how, who])


def reason_recorded(say: Say) -> Text:
    return say("The reason is recorded for the secretary only.")


def reason_erased(say: Say) -> Text:
    return say("The reason is erased.")


def named(say: Say, s: Standing, number: int, people: People, why: Reasons) -> Text:
    """For secretary and chair, in private."""
    found = of_meeting(s, number)
    return paragraphs([agenda.head(say, s, number), *who(say, found, people, why)])


def who(say: Say, found: Attendance, people: People, why: Reasons) -> list[Text]:
    """`why`: for the secretary alone."""
    blocks = [
        _block(say, answer, [_named(say, a, people, why) for a in found.said[answer]])
        for answer in Presence
    ]
    silent = [names.person(say, m.person) for m in found.silent]
    return [*blocks, _listed(say("No answer yet ({count})", count=len(silent)), silent)]


def _block(say: Say, answer: Presence, lines: list[Text | str]) -> Text:
    return _listed(say(_HEADS[answer], count=len(lines)), lines)


def _listed(head: Text, lines: list[Text | str] | list[str]) -> Text:
    return join([bold(head), *(join(["• ", line], "") for line in lines)]) if lines else plain("")


def _named(say: Say, a: Attending, people: People, why: Reasons) -> Text | str:
    assert a.by is not None
    person = names.person(say, people(a.by))
    if a.delegate:
        return say("{person} (delegate: {name})", person=person, name=a.delegate)
    reason = why.get(a.by, "") if a.answer is Presence.ABSENT else ""
    return say("{person} (reason: {reason})", person=person, reason=reason) if reason else person


def names_sent(say: Say) -> Text:
    return say("The list is in your private chat.")


def _no_day(say: Say, step: Step) -> Text:
    return say(
        "No day is fixed for the meeting of step {number} yet.\n"
        "The secretary fixes it by “กำหนดวัน {number}” and the date.",
        number=step.number,
    )


def _moved(say: Say, meeting: Dated) -> Text:
    return say(
        "The meeting has another day: {meeting}.\nPlease answer under the newest message.",
        meeting=meetings.in_line(say, meeting),
    )


def _over(say: Say, step: Step) -> Text:
    return say(
        "The meeting of step {number} is over.\nPlease tell the secretary who came.",
        number=step.number,
    )


def _name_too_long(say: Say, length: int, limit: int) -> Text:
    return say(
        "The name has {length} characters, more than {limit}.\nPlease shorten it.",
        length=length,
        limit=limit,
    )


def _no_absence(say: Say) -> Text:
    return say("A reason is told for an absence.\nPlease press “Not coming” first.")


def _in_private(say: Say) -> Text:
    return say("This is told in private only.\nPlease type it in your private chat with me.")


_RECORDED: Mapping[Presence, str] = {
    Presence.COMES: N_("Recorded: you are coming to the meeting"),
    Presence.ABSENT: N_("Recorded: you are not coming to the meeting"),
    Presence.DELEGATES: N_("Recorded: you are sending a delegate"),
}
_HEADS: Mapping[Presence, str] = {
    Presence.COMES: N_("Coming ({count})"),
    Presence.ABSENT: N_("Not coming ({count})"),
    Presence.DELEGATES: N_("By delegate ({count})"),
}
REFUSALS: Mapping[str, Callable[..., Text]] = {
    "meeting-without-day": _no_day,
    "meeting-moved": _moved,
    "meeting-over": _over,
    "delegate-too-long": _name_too_long,
    "no-absence": _no_absence,
    "only-in-private": _in_private,
}
