"""The steps of a plan as a report lists them, in Word and in Excel alike."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from bot.domain import rounds
from bot.domain.documents import Paper, Stand, is_missing_evidence, papers
from bot.domain.files import File
from bot.domain.message import Text, plain
from bot.domain.plan import Span
from bot.domain.standing import Standing, StepStatus, overdue_days
from bot.render.language import Say
from bot.render.text import letters, names, way
from bot.render.text.step_card import state_words


@dataclass(frozen=True, slots=True)
class StepRow:
    """`planned`: as first planned; `expected`: as it looks now (None: a decision leaves it out);
    `actual`: as it happened.

    `variance`: days, see `variance`; None: the step is never completed, or was
    not planned with a due date.
    """

    number: int
    title: str
    planned: Span | None
    expected: Span | None
    actual: Span | None
    state: Text
    variance: int | None
    responsible: Text
    evidence: Sequence[Text]


def step_row(say: Say, s: Standing, number: int, kept: Iterable[File]) -> StepRow:
    """`kept`: files, of any steps."""
    return StepRow(
        number,
        s.title(number),
        s.plan.baseline.get(number),
        None if number in s.aside else s.forecast[number].span,
        actual(s, number),
        _state(say, s, number),
        variance(s, number),
        names.parties(say, s.plan.sop, s.plan.sop.step(number).parties, short=True),
        _evidence(say, s, number, kept),
    )


def variance(s: Standing, number: int) -> int | None:
    """Calendar days from the due date first planned to the day of completion, or of an open step
    to its due date as forecast, or today if it is overdue; below 0: earlier. A due date on a day
    off runs to the next working day.
    """
    first, ends = s.first_due(number), _ends(s, number)
    if first is None or ends is None:
        return None
    if ends < first:
        return (ends - first).days
    return overdue_days(first, s.calendar, ends)


def _ends(s: Standing, number: int) -> date | None:
    """None: it never does, or nobody knows when."""
    state, due = s.states[number], s.due(number)
    if state.skipped or (s.is_over and not state.is_closed):
        return None
    if state.completed_on is not None:
        return state.completed_on
    return s.today if s.status[number] is StepStatus.OVERDUE else due


def actual(s: Standing, number: int) -> Span | None:
    """Of a step that was carried out."""
    state = s.states[number]
    if state.completed_on is None or state.skipped:
        return None
    return Span(min(s.forecast[number].start, state.completed_on), state.completed_on)


def _state(say: Say, s: Standing, number: int) -> Text:
    state = s.states[number]
    words = state_words(say, s, number)
    if state.skipped:
        return say("{state}: {reason}", state=words, reason=state.note) if state.note else words
    if state.is_closed:
        outcome = way.of_closed(say, state)
        return say("{line} ({outcome})", line=words, outcome=outcome) if outcome else words
    if state.progress is None:
        return words
    return say("{state}, {percent} per cent", state=words, percent=state.progress)


def _evidence(say: Say, s: Standing, number: int, kept: Iterable[File]) -> Sequence[Text]:
    """What is lacking is said first; then each file, once whatever its versions."""
    mine = sorted((f for f in kept if f.step == number), key=lambda f: f.id)
    begun = rounds.has_begun(s, number)
    lacking = (_lacking(say, p, begun=begun) for p in papers(s.states[number], mine))
    newest = {file.label: file for file in mine}
    return [*filter(None, lacking), *(_file(say, s, file) for _, file in sorted(newest.items()))]


def _lacking(say: Say, paper: Paper, *, begun: bool) -> Text:
    """Why one was returned is for who sent it, not for whom the report goes to."""
    title = paper.document.title
    if paper.stand is Stand.WAIVED:
        return say("Not needed: {title} ({reason})", title=title, reason=paper.reason or "–")
    if paper.stand is Stand.RETURNED:
        return say("Returned: {title}", title=title)
    if begun and is_missing_evidence(paper):
        return say("Missing: {title}", title=title)
    return plain("")


def _file(say: Say, s: Standing, file: File) -> Text:
    """Label, what it is, and the number and date it bears. Of none of the step's documents it is
    called as its sender did.
    """
    titles = {d.id: d.title for d in s.plan.sop.step(file.step).documents}
    title = titles.get(file.document) or file.description or file.name
    bears = letters.line(say, s.plan, file)
    if not bears:
        return say("{label} {title}", label=file.label, title=title)
    return say("{label} {title} ({letter})", label=file.label, title=title, letter=bears)


def signed(variance: int | None) -> str:
    """+3, −2, 0; a dash where there is none."""
    if variance is None:
        return "–"
    return f"{variance:+d}".replace("-", "−") if variance else "0"
