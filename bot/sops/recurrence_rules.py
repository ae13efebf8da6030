"""What must hold of steps that recur, of the series of a file, and of a file for cases."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from bot.domain.numbers import MOST_OCCURRENCES
from bot.render.language import N_
from bot.sops.facts import Facts, PeriodFacts, SeriesFacts, StepFacts
from bot.sops.periods import BUILTIN
from bot.sops.phrases import Fault, Phrase
from bot.sops.spans import unknown_series
from bot.sops.values import shown

_OF_A_YEAR = ("not_before", "not_after", "every")


def _series_are_known(facts: Facts) -> Iterator[Fault]:
    known = [*BUILTIN, *(r.id.value for r in facts.rounds if r.id)]
    for step in facts.steps:
        if step.every and step.every.value not in known:
            what, mend = unknown_series(step.every.value, known)
            subject = Phrase(N_('step {number}: "every"')).of(number=step.likely)
            yield step.every.place.fault(what.of(subject=subject), mend)


def _series_differ(facts: Facts) -> Iterator[Fault]:
    seen = set(BUILTIN)
    for series in facts.rounds:
        if series.id and series.id.value in seen:
            what = Phrase(N_("rounds {name} stand twice")).of(name=shown(series.id.value))
            mend = Phrase(N_("give each its own id; month, quarter and half-year are taken"))
            yield series.id.place.fault(what, mend)
        seen |= {series.id.value} if series.id else set()


def _periods_follow(facts: Facts) -> Iterator[Fault]:
    for series in facts.rounds:
        yield from _too_many(series)
        for period in series.periods:
            if (
                period.first
                and period.last
                and period.first.in_any_year() > period.last.in_any_year()
            ):
                what = Phrase(N_("the period {name} ends before it begins"))
                mend = Phrase(
                    N_(
                        "the fiscal year runs from 10-01 to 09-30; a day after it is written "
                        '"day: {day}" and "year: next"'
                    )
                ).of(day=f"{period.last.in_any_year():%m-%d}")
                yield period.place.fault(what.of(name=shown(period.name)), mend)
        for before, after in pairwise(series.periods):
            yield from _overlap(before, after)
        yield from _same_names(series)


def _same_names(series: SeriesFacts) -> Iterator[Fault]:
    names = [p.name for p in series.periods]
    for index, period in enumerate(series.periods):
        if period.name and period.name in names[:index]:
            what = Phrase(N_("two periods are named {name}")).of(name=shown(period.name))
            yield period.place.fault(what, Phrase(N_("give each its own name")))


def _too_many(series: SeriesFacts) -> Iterator[Fault]:
    if len(series.periods) > MOST_OCCURRENCES and series.id:
        what = Phrase(N_("rounds {name} have {count} periods"))
        what = what.of(name=shown(series.id.value), count=len(series.periods))
        mend = Phrase(N_("write {most} at most")).of(most=MOST_OCCURRENCES)
        yield series.id.place.fault(what, mend)


def _overlap(before: PeriodFacts, after: PeriodFacts) -> Iterator[Fault]:
    if before.last and after.first and after.first.in_any_year() <= before.last.in_any_year():
        what = Phrase(N_("the period {name} begins before {other} ends"))
        what = what.of(name=shown(after.name), other=shown(before.name))
        yield after.place.fault(what, Phrase(N_("write the periods in order, each after the last")))


def _belongs_to_series(facts: Facts) -> Iterator[Fault]:
    for step in facts.steps:
        if step.recurs:
            yield from _own_days(step)
            continue
        if "starts" in step.keys:
            what = Phrase(N_('step {number} has "starts", but no "every"')).of(number=step.likely)
            yield step.keys["starts"].fault(
                what, Phrase(N_('write "every: month", or leave it out'))
            )
        for place in step.names_period:
            what = Phrase(N_("step {number} names its period, but has none"))
            mend = Phrase(N_('write "every: month", or leave {word} out')).of(word='"{round}"')
            yield place.fault(what.of(number=step.likely), mend)


def _own_days(step: StepFacts) -> Iterator[Fault]:
    """Its periods say when it starts."""
    for key in ("not_before", "not_after"):
        if key in step.keys:
            what = Phrase(N_("step {number} recurs, and has {key}"))
            what = what.of(number=step.likely, key=f'"{key}"')
            mend = N_('leave it out; "by: 15" says the day of the month by which it is due')
            yield step.keys[key].fault(what, Phrase(mend))


def _cutoffs_are_met_once(facts: Facts) -> Iterator[Fault]:
    recurs = {s.likely for s in facts.steps if s.recurs}
    for cutoff in facts.cutoff_steps:
        if cutoff.value in recurs:
            what = Phrase(N_("a cutoff belongs to step {number}, which recurs"))
            mend = Phrase(N_('leave the cutoff out, and write the day as "by: 15"'))
            yield cutoff.place.fault(what.of(number=cutoff.value), mend)


def _cases_have_no_year(facts: Facts) -> Iterator[Fault]:
    if facts.case is None:
        return
    if facts.cutoffs:
        what = Phrase(N_("a file for cases has cutoffs"))
        yield facts.cutoffs[0].place.fault(
            what, Phrase(N_("leave them out: a case may begin any day"))
        )
    for series in facts.rounds[:1]:
        what = Phrase(N_("a file for cases has rounds"))
        leave = Phrase(N_("leave them out: a case may begin any day"))
        yield (series.id.place if series.id else facts.case).fault(what, leave)
    for step in facts.steps:
        for key in _OF_A_YEAR:
            if key in step.keys:
                what = Phrase(N_("step {number} of a file for cases has {key}"))
                what = what.of(number=step.likely, key=f'"{key}"')
                mend = N_(
                    'leave it out: a case may begin any day; "on" and "by" name days of the month'
                )
                yield step.keys[key].fault(what, Phrase(mend))


RULES = (
    _series_are_known,
    _series_differ,
    _periods_follow,
    _belongs_to_series,
    _cutoffs_are_met_once,
    _cases_have_no_year,
)
