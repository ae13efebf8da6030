"""What is asked before a step is closed, and why it may not be."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.domain.message import Text, bold, join, paragraphs
from bot.domain.plan import Plan, Span, StepState
from bot.domain.quorum import Tally
from bot.domain.sop import Document, Step
from bot.render import dates
from bot.render.language import N_, Say
from bot.render.text import dues, names, no_secretary, quorum, way

EARLY_DAYS = 14
"""More days before the due date than these, and a closing is asked about."""


@dataclass(frozen=True, slots=True)
class Doubts:
    """A closing as of `day`, and what may speak against it."""

    state: StepState
    day: date
    today: date
    span: Span
    """As forecast."""
    missing: Sequence[Document] = ()
    waiting: Sequence[int] = ()
    later: Sequence[StepState] = ()
    """Predecessors that were closed after `day`."""
    guessed: bool = False
    """The step is not told, only the one there is."""
    then: Text | str = ""
    """What a yes brings, if it does not close the step."""
    unconfirmed: Tally | None = None
    """Those without whom it is not closed but by who leads."""
    way: str = ""
    """Which way it takes, where it is a decision and that is told."""

    @property
    def lacks(self) -> bool:
        return bool(self.missing or self.waiting or self.unconfirmed)

    @property
    def any(self) -> bool:
        before = self.day < self.span.start or bool(self.later)
        return self.lacks or self.guessed or before or self.early or self.unfinished

    @property
    def early(self) -> bool:
        due = self.span.known_due
        return due is not None and (due - self.day).days > EARLY_DAYS

    @property
    def unfinished(self) -> bool:
        told, works = self.state.percent, self.state.works
        if works:
            return any(w.percent < 100 for w in works)
        return told is not None and told < 100


def doubts(say: Say, asked: Doubts) -> Text:
    """Asked before a step is closed with something missing, early, or perhaps not meant."""
    day = dates.long_date(asked.day, say.language)
    number = asked.state.step.number
    question = say("Close step {number} as of {day}?", number=number, day=day)
    missing = [say("• {title}", title=d.title) for d in asked.missing]
    return paragraphs(
        [
            join(
                [
                    bold(question),
                    asked.state.step.title,
                    way.taken(say, asked.state.step, asked.way),
                    _due(say, asked),
                ]
            ),
            join([_before(say, asked), *_later(say, asked), _progress(say, asked)]),
            join([say("No file is attached yet for:"), *missing]) if missing else "",
            quorum.standing(say, asked.unconfirmed) if asked.unconfirmed else "",
            say("{steps} not closed yet.", steps=names.step_numbers(say, asked.waiting))
            if asked.waiting
            else "",
            asked.then,
        ]
    )


def waits_for_verification(say: Say) -> Text:
    return say("It is then reported as completed and waits to be verified.")


def waits_for_others(say: Say) -> Text:
    return say("It is closed once the others have confirmed it, too.")


def _due(say: Say, asked: Doubts) -> Text:
    if not asked.span.has_due:
        return dues.no_due(say)
    due, days = dates.short_date(asked.span.due, say.language), (asked.span.due - asked.today).days
    if days <= 0:
        return say("due {due}", due=due)
    return say.plural("due {due} (in {count} day)", "due {due} (in {count} days)", days, due=due)


def _before(say: Say, asked: Doubts) -> Text | str:
    if asked.waiting or asked.later or asked.day >= asked.span.start:
        return ""
    start = dates.short_date(asked.span.start, say.language)
    return say("The day given is before the step's start ({start}).", start=start)


def _later(say: Say, asked: Doubts) -> list[Text]:
    return [
        say(
            "The day given is before the closing of step {number} ({day}).",
            number=state.step.number,
            day=dates.short_date(state.closed_on, say.language),
        )
        for state in asked.later
        if state.closed_on
    ]


def _progress(say: Say, asked: Doubts) -> Text | str:
    if not asked.unfinished:
        return ""
    return say("The progress reported is {percent} per cent.", percent=asked.state.progress)


def which_day(say: Say, step: Step) -> Text:
    """The note tells a day, and none was given as the closing day."""
    return say(
        "{step}\nThe note names a day. Please choose the day of completion.",
        step=names.step(say, step),
    )


def not_closed(say: Say, number: int) -> Text:
    return say("Step {number} was not closed, nothing was changed.", number=number)


def _one_at_a_time(say: Say) -> Text:
    return say("Please close one step at a time, for example “เสร็จ 2”. Nothing was closed.")


def _may_not_close(say: Say, plan: Plan, step: Step, closing: bool, vacant: bool) -> Text:
    parties = join((plan.sop.party(p).short for p in step.parties), _between(say))
    template = (
        N_("Step {number} can be closed by {parties}, the secretary or the chair.")
        if closing
        else N_("Step {number} is in the hands of {parties}, the secretary or the chair.")
    )
    tell = say("If the list is not right, please tell the secretary.")
    turn_to = no_secretary.turn_to(say, tell, vacant=vacant)
    return join([say(template, number=step.number, parties=parties), turn_to])


def _between(say: Say) -> str:
    """Thai lists by spaces."""
    return " " if say.language == "th" else ", "


REFUSALS: Mapping[str, Callable[..., Text]] = {
    "may-not-close": _may_not_close,
    "one-step-at-a-time": _one_at_a_time,
}
