"""The end of a plan: closed for the year, cancelled, or cancelled to be made anew."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from bot.domain.message import Button, Message, Text, bold, join, paragraphs, plain
from bot.domain.people import Person
from bot.domain.plan import Plan
from bot.domain.sop import Document
from bot.domain.standing import Lacking, Standing, aside, awaiting
from bot.render.language import Say
from bot.render.text import clone, names, undo, way

MOST_OPEN = 6
"""Open steps listed by name; more would fill the screen."""


def choices(say: Say, plan: Plan, still_open: Sequence[int], lacking: Lacking) -> Message:
    """What can be done with a running plan."""
    target = f"end p{plan.id}"
    anew = (Button(say.caption("Cancel and make it anew"), f"{target} redo"),)
    rows = (
        (Button(say.caption("End the plan"), f"{target} close"),),
        (Button(say.caption("Cancel the plan (made by mistake)"), f"{target} cancel"),),
        *(() if plan.sop.case else (anew,)),
        (_keep(say, plan),),
    )
    head = join([bold(say("What is to become of this plan?")), names.plan_head(say, plan)])
    stands = (opened(say, plan, still_open), unsettled(say, plan), missing(say, lacking))
    text = paragraphs([head, *stands])
    return Message(text, rows)


def opened(say: Say, plan: Plan, still_open: Sequence[int]) -> Text:
    """Which steps are open, so that nobody ends a plan by oversight."""
    total = _total(plan)
    if not still_open:
        return say("All {total} steps are closed.", total=total)
    head = say("Still open: {count} of {total} steps", count=len(still_open), total=total)
    listed = [_line(say, plan, n) for n in still_open[:MOST_OPEN]]
    rest = len(still_open) - MOST_OPEN
    more = say("… and {count} more", count=rest) if rest > 0 else plain("")
    return join([head, *listed, more])


def _total(plan: Plan) -> int:
    """Of the steps that are to be carried out."""
    return len(plan.sop.steps) - len(aside(plan))


def unsettled(say: Say, plan: Plan) -> Text:
    """What somebody still waits for: a verification, a decision, work that a meeting assigned."""
    states = sorted(plan.states.items())
    asked = [n for n, state in states if state.asked is not None]
    assigned = sum(len(state.met.to_do()) for _, state in states)
    waiting = awaiting(plan.states)
    return join(
        [
            say("To be verified: {steps}", steps=names.step_numbers(say, waiting))
            if waiting
            else "",
            say("More time asked for: {steps}", steps=names.step_numbers(say, asked))
            if asked
            else "",
            say.plural(
                "Assigned work not carried out: {count}",
                "Assigned work not carried out: {count}",
                assigned,
            )
            if assigned
            else "",
        ]
    )


def offers(say: Say, plan: Plan, *, followed: bool) -> tuple[tuple[Button, ...], ...]:
    """To close the plan and, unless it is `followed` already, to make the next year's."""
    close = (Button(say.caption("End the plan"), f"end p{plan.id}"),)
    if followed:
        return (close,)
    return (close, (clone.button(say, plan),))


def all_closed(say: Say, plan: Plan) -> Text:
    """In the group, beneath what closed the last step."""
    return join(
        [
            bold(say("All {total} steps are closed.", total=_total(plan))),
            say("The secretary or the chair can close the plan with the button below."),
        ]
    )


def to_be_closed(say: Say, plan: Plan, lacking: Lacking, *, followed: bool) -> Text:
    """To the secretary, in private."""
    return paragraphs(
        [
            join(
                [
                    bold(say("All {total} steps are closed.", total=_total(plan))),
                    names.plan_head(say, plan),
                    way.ended(say, plan),
                ]
            ),
            missing(say, lacking),
            asked(say, followed=followed),
        ]
    )


def asked(say: Say, *, followed: bool) -> Text:
    """What the buttons below it are for."""
    if followed:
        return say("Please close the plan once nothing is left to record.")
    return say("Please close the plan once nothing is left to record, and make the next one.")


def missing(say: Say, lacking: Lacking) -> Text:
    """The evidence that closed steps lack, under its head; nothing if none is missing."""
    if not lacking:
        return plain("")
    return join([bold(say("Evidence of closed steps still missing")), listed(say, lacking)])


def listed(say: Say, lacking: Lacking) -> Text:
    """Each step with the documents that are missing."""
    return join(
        join([names.step_number(say, step.number), *(_document(say, d) for d in documents)])
        for step, documents in lacking
    )


def _document(say: Say, document: Document) -> Text:
    return say("• {title}", title=document.title)


def _line(say: Say, plan: Plan, number: int) -> Text:
    return say("• {number}. {title}", number=number, title=plan.sop.step(number).title)


def sure(say: Say, verb: str, s: Standing, lacking: Lacking, files: int) -> Message:
    """Asked once more, with what follows from it; a plan made anew can take things along."""
    plan, closed = s.plan, _total(s.plan) - len(s.open_steps)
    head = join([bold(_QUESTIONS[verb](say)), names.plan_head(say, plan)])
    target = f"end p{plan.id} {verb}"
    parts, rows = [head], [(Button(_confirm(say, verb), f"{target} !"),)]
    if verb == "close":
        parts += [opened(say, plan, s.open_steps), unsettled(say, plan), missing(say, lacking)]
    elif verb == "redo" and (closed or files):
        parts.append(_to_take_along(say, closed, files))
        rows = [
            (Button(say.caption("Make anew and take them along"), f"{target} along !"),),
            (Button(say.caption("Make anew without them"), f"{target} !"),),
        ]
    return Message(paragraphs([*parts, _FOLLOWS[verb](say)]), (*rows, (_keep(say, plan),)))


def _confirm(say: Say, verb: str) -> str:
    return say.caption("Confirm: end the plan") if verb == "close" else say.caption("Confirm")


def _to_take_along(say: Say, closed: int, files: int) -> Text:
    return say(
        "The new plan can have what was recorded in this one, with its dates: "
        "closed steps {steps}, files {files}.",
        steps=closed,
        files=files,
    )


def _keep(say: Say, plan: Plan) -> Button:
    return Button(say.caption("Leave it running"), f"end p{plan.id} keep")


def kept(say: Say, plan: Plan) -> Text:
    """The question is withdrawn; "cancelled" would sound as if the plan were."""
    return join([names.plan_head(say, plan), say("The plan runs on, nothing was changed.")])


def announced(
    say: Say, verb: str, plan: Plan, by: Person, resume: str, *, followed: bool
) -> Message:
    """The group hears of it; for ten minutes it can be taken back. Closed for the year, unless it
    is `followed` already, it offers to make the next one.
    """
    text = join(
        [
            bold(_DONE[verb](say)),
            names.plan_head(say, plan),
            say("Recorded by {person}", person=names.person(say, by)),
            say("There are no more reminders of this plan. It can still be read, with its files."),
        ]
    )
    rows = ((undo.button(say, resume),),)
    if verb != "close" or followed:
        return Message(text, rows)
    return Message(text, (*rows, (clone.button(say, plan),)))


def resumed(say: Say, plan: Plan, by: Person) -> Text:
    return join(
        [
            bold(say("The plan goes on")),
            names.plan_head(say, plan),
            undo.by(say, by),
        ]
    )


def _ask_close(say: Say) -> Text:
    return say("End this plan?")


def _ask_cancel(say: Say) -> Text:
    return say("Cancel this plan?")


def _ask_redo(say: Say) -> Text:
    return say("Cancel this plan and make it anew?")


def _after_close(say: Say) -> Text:
    return say("Reminders stop. The plan and its files can still be read.")


def _after_cancel(say: Say) -> Text:
    return say("Reminders stop, and the plan counts as made by mistake. It can still be read.")


def _after_redo(say: Say) -> Text:
    return say(
        "Reminders stop, and the form for a new plan opens; sign-ups stay. "
        "This plan and its files can still be read."
    )


def _ended(say: Say) -> Text:
    return say("The plan has ended")


def _cancelled(say: Say) -> Text:
    return say("The plan is cancelled")


def _redone(say: Say) -> Text:
    return say("The plan is cancelled and is being made anew")


_QUESTIONS: Mapping[str, Callable[[Say], Text]] = {
    "close": _ask_close,
    "cancel": _ask_cancel,
    "redo": _ask_redo,
}
_FOLLOWS: Mapping[str, Callable[[Say], Text]] = {
    "close": _after_close,
    "cancel": _after_cancel,
    "redo": _after_redo,
}
_DONE: Mapping[str, Callable[[Say], Text]] = {
    "close": _ended,
    "cancel": _cancelled,
    "redo": _redone,
}


def _too_late(say: Say) -> Text:
    return say(
        "The end of a plan can be taken back for ten minutes.\n"
        "If the plan is still needed, make it anew by typing “จัดทำแผน” or /setup."
    )


def _runs_already(say: Say) -> Text:
    return say("This plan is running already, nothing was changed.")


def _replaced(say: Say) -> Text:
    return say(
        "A newer plan of the same SOP and fiscal year is running, so this one stays ended.\n"
        "To return to it, end the newer one first: type “ปิดแผน” or /end."
    )


REFUSALS: Mapping[str, Callable[..., Text]] = {
    "too-late-to-resume": _too_late,
    "plan-runs-already": _runs_already,
    "plan-replaced": _replaced,
}
