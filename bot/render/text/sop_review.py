"""What was read of an office's own SOP, to be looked through before it is used."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.domain.errors import Problem
from bot.domain.message import Button, Message, Text, bold, join, paragraphs, plain
from bot.domain.sop import Sop
from bot.domain.sop_differences import differences
from bot.domain.sop_import import Remark, SopVersion
from bot.render import dates
from bot.render.language import Say
from bot.render.text import plan_years, sop_remarks, sop_steps
from bot.render.text.sop_refusals import faults
from bot.render.text.status_buttons import turning

Row = tuple[Button, ...]
Rows = tuple[Row, ...]
STEPS, FIXES = 10, 8
"""On a page."""
FIRST_STEPS = 12
"""So many stand in the review itself; of more, fewer."""
SOME_STEPS = 6


@dataclass(frozen=True, slots=True)
class Forecast:
    """Of a plan of the coming fiscal year; `end` None: not known. `late`: behind its last day."""

    start: date
    end: date | None
    late: bool


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What is looked through. `left`: how many remarks are still to be decided, `asked`: of how
    many. `sop` is None if the file has faults, which are told. `former`: the version in use of an
    SOP with its id; `number`: that it will have.
    """

    version: SopVersion
    sop: Sop | None
    faults: Sequence[Problem]
    left: int
    asked: int
    repaired: int
    counts: Sequence[int] = ()
    """Pages, steps, parties, documents."""
    forecast: Forecast | None = None
    former: Sop | None = None
    number: int = 1

    @property
    def line(self) -> str:
        return f"review v{self.version.id}"


def card(say: Say, r: Reviewed) -> Message:
    """What was read, whether it can be used, and what can be done now."""
    parts = [_head(say, r), _open(say, r), _faults(say, r)]
    if r.sop is not None:
        parts += [_forecast(say, r), _next_version(say, r), _first_steps(say, r.sop)]
    parts.append(say("It is not in use yet."))
    return plan_years.in_words(say, Message(paragraphs(parts), _rows(say, r)))


def _head(say: Say, r: Reviewed) -> Text:
    head = bold(say("The SOP was read; please look through it"))
    sop = r.sop
    title = (
        join([sop.title, sop.indicator if sop.indicator not in sop.title else "", sop.unit])
        if sop is not None
        else r.version.name
    )
    return join([head, title, _counts(say, r.counts)])


def _counts(say: Say, counts: Sequence[int]) -> Text:
    if not counts:
        return plain("")
    pages, steps, parties, documents = counts
    if not pages:
        return say(
            "Read: {steps} steps, {parties} responsible parties, {documents} documents",
            steps=steps,
            parties=parties,
            documents=documents,
        )
    return say(
        "Read: {pages} pages, {steps} steps, {parties} responsible parties, {documents} documents",
        pages=pages,
        steps=steps,
        parties=parties,
        documents=documents,
    )


def _open(say: Say, r: Reviewed) -> Text:
    repaired = say("Repaired: {count}", count=r.repaired)
    if not r.asked:
        return join([repaired, say("Nothing is to be decided.")])
    if not r.left:
        return join([repaired, say("To be decided: all {count} are decided", count=r.asked)])
    told = say("To be decided: {left} of {count}", left=r.left, count=r.asked)
    return join([repaired, told, say("A proposal is in place of each.")])


def _faults(say: Say, r: Reviewed) -> Text:
    if r.sop is not None:
        return plain("")
    return faults(say, bold(say("It cannot be used yet:")), r.faults)


def _forecast(say: Say, r: Reviewed) -> Text:
    told = r.forecast
    if told is None:
        return plain("")
    start = dates.short_date(told.start, say.language)
    if told.end is None:
        return say("A plan from {start} would end when its last step is closed.", start=start)
    end = dates.short_date(told.end, say.language)
    if told.late:
        return say(
            "A plan from {start} would end on {end}, after the fiscal year. "
            "Please look at the durations and the order.",
            start=start,
            end=end,
        )
    return say(
        "A plan from {start} would end on {end}, within the fiscal year.", start=start, end=end
    )


def _next_version(say: Say, r: Reviewed) -> Text:
    if r.former is None or r.sop is None:
        return plain("")
    told = say(
        "The group has an SOP with this id ({id}): this becomes version {number}. "
        "Running plans keep theirs.",
        id=r.sop.id,
        number=r.number,
    )
    head = bold(say("What is different"))
    found = differences(r.former, r.sop)
    return join([told, head, sop_steps.changes(say, r.former, r.sop, found)])


def _first_steps(say: Say, sop: Sop) -> Text:
    steps = sop_steps.written(sop)
    shown = steps if len(steps) <= FIRST_STEPS else steps[:SOME_STEPS]
    rest = len(steps) - len(shown)
    more = (
        say.plural("and {count} more step", "and {count} more steps", rest) if rest else plain("")
    )
    return join([bold(say("Steps")), *(sop_steps.line(say, sop, s) for s in shown), more])


def _rows(say: Say, r: Reviewed) -> Rows:
    line = r.line
    looks = [Button(say.caption("See the steps"), f"{line} steps")] if r.sop else []
    if r.repaired:
        looks.append(
            Button(
                say.caption("See what was repaired ({count})", count=r.repaired), f"{line} fixes"
            )
        )
    rows: list[Row] = [*_acts(say, r), tuple(looks)]
    if r.sop is not None:
        rows.append(
            (
                Button(say.caption("Correct steps"), f"editsop v{r.version.id}"),
                Button(say.caption("Download (YAML)"), f"sopfile v{r.version.id}"),
            )
        )
    if r.former is not None:
        rows.append((Button(say.caption("Keep as another SOP"), f"{line} another"),))
    rows.append((Button(say.caption("Cancel the import"), f"{line} drop"),))
    return tuple(row for row in rows if row)


def _acts(say: Say, r: Reviewed) -> list[Row]:
    line, rows = r.line, list[Row]()
    if r.left:
        label = say.caption("Decide one by one ({count})", count=r.left)
        rows.append((Button(label, f"{line} next"),))
        if r.sop is not None:
            rows.append((Button(say.caption("Use it as proposed"), f"{line} use"),))
    elif r.sop is not None:
        rows.append((Button(say.caption("Use this SOP"), f"{line} use"),))
    if r.asked and not r.left:
        rows.append((Button(say.caption("See the decisions again"), f"{line} q1"),))
    return rows


def fixes(say: Say, line: str, found: Sequence[Remark], offset: int) -> Message:
    listed = sop_remarks.folded(found)
    shown = listed[offset : offset + FIXES]
    head = bold(say("What was repaired ({count})", count=len(found)))
    lines = [
        join([say("{place}:", place=sop_remarks.place(say, r)), sop_remarks.told(say, r)])
        for r in shown
    ]
    turn = turning(say, f"{line} fixes", offset, FIXES, len(listed))
    back = (Button(say.caption("Back to the review"), line),)
    rows = (*((turn,) if turn else ()), back)
    return plan_years.in_words(say, Message(paragraphs([head, *lines]), rows))


def steps(say: Say, line: str, sop: Sop, offset: int) -> Message:
    found = sop_steps.written(sop)
    head = bold(say("Steps of the SOP ({count})", count=len(found)))
    lines = [sop_steps.line(say, sop, s) for s in found[offset : offset + STEPS]]
    turn = turning(say, f"{line} steps", offset, STEPS, len(found))
    back = (Button(say.caption("Back to the review"), line),)
    rows = (*((turn,) if turn else ()), back)
    return plan_years.in_words(say, Message(join([head, *lines]), rows))
