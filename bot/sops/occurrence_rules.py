"""What must hold of the times a step is carried out: they hang together, and are not too many."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from bot.domain.recurrence import NAME
from bot.domain.sop import DocumentKind
from bot.render.language import N_
from bot.sops.facts import DocumentFacts, Facts, Found, StepFacts
from bot.sops.order import ancestors, loops
from bot.sops.periods import builtin
from bot.sops.phrases import Fault, Phrase
from bot.sops.values import shown

MOST_STEPS = 500

Span = tuple[date, date]


def _hangs_together(facts: Facts) -> Iterator[Fault]:
    """What recurs comes after those times of another whose periods lie in its own."""
    series = _series(facts)
    for step, before, other in _recurring_pairs(facts):
        mine, others = (series.get(s.every.value, ()) if s.every else () for s in (step, other))
        if others and not all(_contains(period, others) for period in mine):
            what = Phrase(N_("step {number} comes after step {other}, whose periods are longer"))
            mend = N_('give both the same "every", or leave it out of "after"')
            what = what.of(number=step.likely, other=other.likely)
            yield before.place.fault(what, Phrase(mend))


def _recurring_pairs(facts: Facts) -> Iterator[tuple[StepFacts, Found[int], StepFacts]]:
    known = {s.likely: s for s in facts.steps if s.recurs}
    for step in known.values():
        for before in step.after:
            if before.value in known:
                yield step, before, known[before.value]


def _series(facts: Facts) -> Mapping[str, Sequence[Span]]:
    found = {
        name: [(p.first.in_any_year(), p.last.in_any_year()) for p in parts]
        for name, parts in builtin("en").items()
    }
    for series in facts.rounds:
        if series.id:
            spans = [
                (p.first.in_any_year(), p.last.in_any_year())
                for p in series.periods
                if p.first and p.last
            ]
            found.setdefault(series.id.value, spans)
    return found


def _contains(period: Span, others: Sequence[Span]) -> bool:
    return any(period[0] <= first and last <= period[1] for first, last in others)


def _are_not_too_many(facts: Facts) -> Iterator[Fault]:
    """A plan of more can neither be read nor placed in time."""
    times, total = _times(facts), 0
    for step in facts.steps:
        before, total = total, total + times[step.likely]
        if before <= MOST_STEPS < total:
            what = Phrase(N_("up to here, steps are carried out {count} times in all"))
            mend = Phrase(N_("make two files of it: one has {most} at most")).of(most=MOST_STEPS)
            yield step.place.fault(what.of(count=total), mend)


def _documents_stay_apart(facts: Facts) -> Iterator[Fault]:
    """Each time has its own, as order.2."""
    times = _times(facts)
    made = {
        f"{document.id.value}.{time}"
        for step in facts.steps
        if times[step.likely] > 1
        for document in step.documents
        for time in range(1, times[step.likely] + 1)
    }
    for step, document in _documents(facts):
        if document.id.value in made:
            what = Phrase(N_("step {number}: document {name} is one of another's times"))
            what = what.of(number=step.likely, name=shown(document.id.value))
            mend = Phrase(N_("give it an id that does not end in a number"))
            yield document.id.place.fault(what, mend)


def _references_stay_the_same(facts: Facts) -> Iterator[Fault]:
    for step, document in _documents(facts):
        if step.recurs and document.kind is DocumentKind.REFERENCE and NAME in document.title:
            what = Phrase(N_("step {number}: the reference {name} has another title each time"))
            what = what.of(number=step.likely, name=shown(document.id.value))
            mend = Phrase(N_('leave {word} out, or write "kind: suggested"'))
            yield document.id.place.fault(what, mend.of(word=f'"{NAME}"'))


def _documents(facts: Facts) -> Iterator[tuple[StepFacts, DocumentFacts]]:
    for step in facts.steps:
        for document in step.documents:
            yield step, document


def _times(facts: Facts) -> Mapping[int, int]:
    series = _series(facts)
    found = {s.likely: len(series.get(s.every.value, ())) if s.every else 1 for s in facts.steps}
    for decision, body in loops(facts, ancestors(facts)):
        most = next((w.rounds.value for w in decision.ways if w.back and w.rounds), 1)
        found |= dict.fromkeys(body, most)
    return found


RULES = (
    _hangs_together,
    _are_not_too_many,
    _documents_stay_apart,
    _references_stay_the_same,
)
