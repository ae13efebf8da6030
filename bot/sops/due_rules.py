"""What must hold of durations and due dates in an SOP file: each step says one of them."""

from __future__ import annotations

from collections.abc import Iterator

from bot.domain.sop import Point
from bot.render.language import N_
from bot.sops.facts import Facts, StepFacts
from bot.sops.phrases import Fault, Phrase

_SAID_TWICE = Phrase(N_("step {number} has {key}, but also {other}"))


def _has_a_length(facts: Facts) -> Iterator[Fault]:
    for step in facts.steps:
        if step.keys.keys().isdisjoint({"duration", "by", "due"}):
            what = Phrase(N_('step {number} has no "duration"')).of(number=step.likely)
            mend = N_(
                'add "duration" (a number, 3-5 or open), "by" (a day of the month) or "due" '
                "(counted from another step)"
            )
            yield step.place.fault(what, Phrase(mend))


def _has_one_length(facts: Facts) -> Iterator[Fault]:
    for step in facts.steps:
        clash = _clash(step)
        if clash is not None:
            key, other = clash
            what = _SAID_TWICE.of(number=step.likely, key=f'"{key}"', other=f'"{other}"')
            yield step.keys[key].fault(what, Phrase(N_("leave one of them out")))


def _clash(step: StepFacts) -> tuple[str, str] | None:
    """What is counted from a meeting needs a duration, until its day is fixed."""
    if "by" in step.keys:
        return next((("by", other) for other in ("due", "duration") if other in step.keys), None)
    is_of_meeting = step.due and step.due.point and step.due.point.value is Point.MEETING
    if step.due and "duration" in step.keys and step.due.point and not is_of_meeting:
        return "due", "duration"
    return None


def _has_a_unit(facts: Facts) -> Iterator[Fault]:
    for step in facts.steps:
        needs = step.duration is not None and step.duration.value.most > 0
        if needs and "unit" not in step.keys:
            what = Phrase(N_("step {number} has no unit for its duration")).of(number=step.likely)
            yield step.keys["duration"].fault(
                what, Phrase(N_('add "unit": working, calendar, week or month'))
            )


def _belongs_to_days(facts: Facts) -> Iterator[Fault]:
    for step in facts.steps:
        if "missed" in step.keys and "by" not in step.keys:
            what = Phrase(N_('step {number} has "missed", but no "by"')).of(number=step.likely)
            yield step.keys["missed"].fault(what, Phrase(N_('write the days, as "by: [7, 21]"')))
        if "holiday" in step.keys and step.keys.keys().isdisjoint({"by", "on"}):
            what = Phrase(N_('step {number} has "holiday", but no "by" and no "on"'))
            what = what.of(number=step.likely)
            yield step.keys["holiday"].fault(what, Phrase(N_('write the day, as "by: 15"')))


def _is_counted_from_a_step(facts: Facts) -> Iterator[Fault]:
    known = {s.likely: s for s in facts.steps}
    for step in facts.steps:
        if step.due is not None:
            yield from _counted(step, known)


def _counted(step: StepFacts, known: dict[int, StepFacts]) -> Iterator[Fault]:
    due = step.due
    assert due is not None
    if (due.before is None) == (due.after is None):
        what = Phrase(N_('step {number}: "due" names one step, before it or after it'))
        mend = Phrase(N_('write "before: 7" or "after: 7"'))
        yield due.place.fault(what.of(number=step.likely), mend)
        return
    other = due.step
    assert other is not None
    if other.value not in known or other.value == step.likely:
        what = Phrase(N_("step {number} is due by step {other}, which is no other step"))
        mend = Phrase(N_("name another step of the file"))
        yield other.place.fault(what.of(number=step.likely, other=other.value), mend)
        return
    yield from _counted_from_meeting(step, known[other.value])


def _counted_from_meeting(step: StepFacts, other: StepFacts) -> Iterator[Fault]:
    due = step.due
    if due is None or due.point is None or due.point.value is not Point.MEETING:
        return
    if not other.is_meeting:
        what = Phrase(N_("step {number} is due by the meeting of step {other}, which is none"))
        mend = Phrase(N_('add "meeting: true" to step {other}')).of(other=other.likely)
        yield due.point.place.fault(what.of(number=step.likely, other=other.likely), mend)
    if "duration" not in step.keys:
        what = Phrase(N_("step {number} is due by a meeting whose day is fixed later"))
        mend = Phrase(N_('add the "duration" that holds until then'))
        yield due.place.fault(what.of(number=step.likely), mend)


RULES = (
    _has_a_length,
    _has_one_length,
    _has_a_unit,
    _belongs_to_days,
    _is_counted_from_a_step,
)
