"""Progress of a step and of its works (ผลงาน)."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.domain.message import Button, Text, bold, join, paragraphs, plain
from bot.domain.people import Person
from bot.domain.plan import StepState, Work
from bot.domain.sop import Step
from bot.render.language import Say
from bot.render.text import names
from bot.render.text.notice_buttons import LONG_STEP_DAYS

QUARTERS = (25, 50, 75, 100)
Owners = Mapping[int, Person]
"""Who owns works, by person id; empty in a group, where no person is named."""


def ask(say: Say, state: StepState, work: Work | None, asked: Person | None) -> Text:
    """Asks for the per cent; in a group (`asked`) the typed answer must be a reply."""
    now = current(say, state) if work is None else percent_line(say, work.percent, work.note)
    head = join([names.step(say, state.step), work.title if work else "", now])
    how = (
        say("Please choose or type the per cent, with a note if you like: 60 draft sent")
        if asked is None
        else say(
            "{person}: please choose the per cent, or type it as a reply: 60 draft sent",
            person=names.mentioned(say, asked),
        )
    )
    return paragraphs([head, how])


def current(say: Say, state: StepState) -> Text:
    if state.progress is None:
        return say("No progress has been reported yet.")
    return percent_line(say, state.progress, "" if state.works else state.progress_note)


def percent_line(say: Say, percent: int, note: str) -> Text:
    line = say("Progress: {percent} per cent", percent=percent)
    return join([line, say("Note: {note}", note=note) if note else ""])


def recorded(
    say: Say, before: StepState, after: StepState, work: int | None, note: str, by: Person
) -> Text:
    """What has been written: from which per cent to which."""
    was, now = (_percent(state, work) for state in (before, after))
    changed = (
        say("Progress: {percent} per cent", percent=now)
        if was in (None, now)
        else say("Progress: {old} → {new} per cent", old=was, new=now)
    )
    named = find(after, work)
    whole = say("The whole step: {percent} per cent", percent=after.progress) if named else ""
    lines = [
        bold(say("Progress recorded")),
        names.step_label(say, after.step) if named else names.step(say, after.step),
        say("Work: {title}", title=named.title) if named else "",
        changed,
        whole,
        say("Note: {note}", note=note) if note else "",
        say("Recorded by {person}", person=names.person(say, by)),
    ]
    close = say("Once the work is done, please close the step.") if after.progress == 100 else ""
    return paragraphs([join(lines), close])


def _percent(state: StepState, work: int | None) -> int | None:
    found = find(state, work)
    return found.percent if found else state.progress


def find(state: StepState, work: int | None) -> Work | None:
    return next((w for w in state.works if w.id == work), None)


def which_work(say: Say, step: Step) -> Text:
    return say("Which work of step {number} do you report on?", number=step.number)


def work_label(work: Work) -> str:
    return names.shorten(f"{work.title} · {work.percent}%")


def works(say: Say, state: StepState, owners: Owners) -> Text:
    """The works of a step, each with its progress."""
    head = join([bold(say("Works")), names.step(say, state.step)])
    if not state.works:
        none = say(
            "No work is listed yet.\nOnce works are listed, progress is reported for each of them."
        )
        return paragraphs([head, none])
    lines = (_work_line(say, number, w, owners) for number, w in enumerate(state.works, 1))
    return paragraphs([head, join(lines), current(say, state)])


def _work_line(say: Say, number: int, work: Work, owners: Owners) -> Text:
    line = say(
        "{number}. {title} ({percent} per cent)",
        number=number,
        title=names.shorten(work.title, 100),
        percent=work.percent,
    )
    return join([line, _owner(say, work, owners)])


def work(say: Say, state: StepState, one: Work, owners: Owners) -> Text:
    """One work, whole."""
    head = join([bold(one.title), names.step(say, state.step)])
    return paragraphs(
        [head, join([percent_line(say, one.percent, one.note), _owner(say, one, owners)])]
    )


def _owner(say: Say, work: Work, owners: Owners) -> Text:
    owner = owners.get(work.owner) if work.owner is not None else None
    return say("Owner: {person}", person=names.person(say, owner)) if owner else plain("")


def ask_title(say: Say, step: Step, asked: Person | None) -> Text:
    head = bold(say("Add a work to step {number}", number=step.number))
    if asked is None:
        return join([head, say("Please type its title. To stop, type “ยกเลิก”.")])
    ask = say(
        "{person}: please type its title as a reply to this message. To stop, reply “ยกเลิก”.",
        person=names.mentioned(say, asked),
    )
    return join([head, ask])


def work_added(say: Say, step: Step, title: str) -> Text:
    head = bold(say("Work added to step {number}", number=step.number))
    return join([head, title])


def work_removed(say: Say, step: Step, title: str) -> Text:
    head = bold(say("Work removed from step {number}", number=step.number))
    return join([head, title])


def owner_changed(say: Say, work: Work, *, mine: bool) -> Text:
    if mine:
        return join([bold(say("You own this work now")), work.title])
    return join([bold(say("This work has no owner now")), work.title])


def quarter_row(target: str) -> tuple[Button, ...]:
    return tuple(Button(f"{n}%", f"progress {target} {n}") for n in QUARTERS)


def _percent_unreadable(say: Say) -> Text:
    return say(
        "I cannot read this per cent.\n"
        "Please give a number from 0 to 100, for example 60 draft sent, or type “ยกเลิก”."
    )


def _progress_needs_step(say: Say) -> Text:
    return say("Please give the step and the per cent, for example\nความก้าวหน้า 7 60 draft sent")


def _no_works_here(say: Say, step: Step) -> Text:
    return say(
        "Step {number} has no works: only steps of {days} days or more do.\n"
        "Please report the progress of the step itself.",
        number=step.number,
        days=LONG_STEP_DAYS,
    )


def _work_gone(say: Say) -> Text:
    return say("This work is no longer listed.\nPlease open the list of works again.")


def _title_too_long(say: Say, length: int, limit: int) -> Text:
    return say(
        "The title has {length} characters, the limit is {limit}.\nPlease shorten it.",
        length=length,
        limit=limit,
    )


def _of_closed(say: Say, step: Step) -> Text:
    return say(
        "Step {number} is closed, its progress is no longer reported.\n"
        "If it should be open again, please tell the secretary.",
        number=step.number,
    )


REFUSALS: Mapping[str, Callable[..., Text]] = {
    "percent-unreadable": _percent_unreadable,
    "progress-needs-step": _progress_needs_step,
    "no-works-here": _no_works_here,
    "work-gone": _work_gone,
    "title-too-long": _title_too_long,
    "progress-of-closed": _of_closed,
}
