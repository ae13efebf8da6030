"""What must hold of a due date that is counted from another step: that step has a day by then."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from bot.domain.sop import Point
from bot.render.language import N_
from bot.sops.facts import DueFacts, Facts, StepFacts
from bot.sops.order import ancestors, loops, needed
from bot.sops.phrases import Fault, Phrase


def _is_counted_from_a_step(facts: Facts) -> Iterator[Fault]:
    known = {s.likely: s for s in facts.steps}
    for step in facts.steps:
        if step.due is not None:
            yield from _counted(step, step.due, known)


def _counted(step: StepFacts, due: DueFacts, known: Mapping[int, StepFacts]) -> Iterator[Fault]:
    if due.names != 1:
        what = Phrase(N_('step {number}: "due" names one step, before it or after it'))
        mend = Phrase(N_('write "before: 7" or "after: 7"'))
        yield due.place.fault(what.of(number=step.likely), mend)
    elif due.step is not None and (due.step.value not in known or due.step.value == step.likely):
        what = Phrase(N_("step {number} is due by step {other}, which is no other step"))
        mend = Phrase(N_("name another step of the file"))
        yield due.step.place.fault(what.of(number=step.likely, other=due.step.value), mend)
    elif due.step is not None:
        yield from _from_meeting(step, due, known[due.step.value])


def _from_meeting(step: StepFacts, due: DueFacts, other: StepFacts) -> Iterator[Fault]:
    if due.point is None or due.point.value is not Point.MEETING:
        return
    if not other.is_meeting:
        what = Phrase(N_("step {number} is due by the meeting of step {other}, which is none"))
        mend = Phrase(N_('add "meeting: true" to step {other}')).of(other=other.likely)
        yield due.point.place.fault(what.of(number=step.likely, other=other.likely), mend)
    if "duration" not in step.keys:
        what = Phrase(N_("step {number} is due by a meeting whose day is fixed later"))
        mend = Phrase(N_('add the "duration" that holds until then'))
        yield due.place.fault(what.of(number=step.likely), mend)


def _has_a_day_by_then(facts: Facts) -> Iterator[Fault]:
    earlier = ancestors(facts)
    bodies = [body for _, body in loops(facts, earlier)]
    for step, due, other in _pairs(facts):
        before = earlier[other.likely]
        is_later = step.likely in before or _is_led_back(step, other, before, bodies)
        is_meeting = due.point is not None and due.point.value is Point.MEETING
        if is_later and not is_meeting:
            what = Phrase(N_("step {number} is due by step {other}, which comes after it"))
            mend = Phrase(
                N_('only a meeting has its day by then ("of: meeting"); else write "not_after"')
            )
            yield due.place.fault(_named(what, step, other), mend)
        if due.before is not None and other.likely in earlier[step.likely]:
            what = Phrase(N_("step {number} is due before step {other}, after which it comes"))
            mend = Phrase(N_('write "after: {other}"')).of(other=other.likely)
            yield due.before.place.fault(_named(what, step, other), mend)


def _is_led_back(
    step: StepFacts, other: StepFacts, before: set[int], bodies: Sequence[set[int]]
) -> bool:
    """Whether the other waits for every time that a loop comes to the step."""
    return any(step.likely in b and other.likely not in b and b & before for b in bodies)


def _recurs_alike(facts: Facts) -> Iterator[Fault]:
    """Else nothing says by which time of the other it is due, or all times have the same day."""
    for step, due, other in _pairs(facts):
        series = [s.every.value if s.every else "" for s in (step, other)]
        if (step.recurs or other.recurs) and series[0] != series[1]:
            what = Phrase(N_("step {number} is due by step {other}, which does not recur alike"))
            mend = Phrase(N_('give both the same "every", or none'))
            yield due.place.fault(_named(what, step, other), mend)


def _is_carried_out_then(facts: Facts) -> Iterator[Fault]:
    """A meeting need not be: until its day is fixed the duration holds."""
    earlier = ancestors(facts)
    ways, bodies = needed(facts, earlier), [body for _, body in loops(facts, earlier)]
    for step, due, other in _pairs(facts):
        point = due.point.value if due.point else Point.START
        if point is not Point.MEETING and not ways[other.likely] <= ways[step.likely]:
            what = Phrase(N_("step {number} is due by step {other}, which another way leaves out"))
            mend = Phrase(N_("count from a step that is carried out whenever this one is"))
            yield due.place.fault(_named(what, step, other), mend)
        if point is Point.END and any(other.likely in b and step.likely not in b for b in bodies):
            what = Phrase(N_("step {number} is due by step {other}, which a loop may lead back to"))
            mend = Phrase(N_('write a "duration", or count from its first start ("of: start")'))
            yield due.place.fault(_named(what, step, other), mend)


def _pairs(facts: Facts) -> Iterator[tuple[StepFacts, DueFacts, StepFacts]]:
    """Each step that is due by another, and that other."""
    known = {s.likely: s for s in facts.steps}
    for step in facts.steps:
        due = step.due
        if due is not None and due.names == 1 and due.step and due.step.value in known:
            other = known[due.step.value]
            if other is not step:
                yield step, due, other


def _named(what: Phrase, step: StepFacts, other: StepFacts) -> Phrase:
    return what.of(number=step.likely, other=other.likely)


RULES = (
    _is_counted_from_a_step,
    _has_a_day_by_then,
    _recurs_alike,
    _is_carried_out_then,
)
