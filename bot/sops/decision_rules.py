"""What must hold of decisions, their ways, and the steps of one way only."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bot.render.language import N_
from bot.sops.facts import Facts, StepFacts, WayFacts
from bot.sops.phrases import Fault, Phrase
from bot.sops.values import choose, listed, shown

MOST_WAYS = 5
"""As many buttons as stand under one another without being folded."""


def _ways_differ(facts: Facts) -> Iterator[Fault]:
    for step in facts.steps:
        if "ways" in step.keys and not 2 <= len(step.ways) <= MOST_WAYS:
            what = Phrase(N_("step {number} has {count} ways")).of(
                number=step.likely, count=len(step.ways)
            )
            mend = Phrase(N_("a decision has 2 to {most}")).of(most=MOST_WAYS)
            yield step.keys["ways"].fault(what, mend)
        for index, way in enumerate(step.ways):
            yield from _same(step, way, step.ways[:index])


def _same(step: StepFacts, way: WayFacts, before: list[WayFacts]) -> Iterator[Fault]:
    for mine, others in (
        (way.id, [w.id for w in before]),
        (way.name, [w.name for w in before]),
    ):
        if mine and mine.value in [o.value for o in others if o]:
            what = Phrase(N_("step {number} has two ways {name}"))
            what = what.of(number=step.likely, name=shown(mine.value))
            yield mine.place.fault(what, Phrase(N_("give each its own id and its own name")))


def _ways_lead_back(facts: Facts) -> Iterator[Fault]:
    earlier = _ancestors(facts)
    for step in facts.steps:
        backs = [w for w in step.ways if w.back]
        for way in backs:
            yield from _back(step, way, earlier.get(step.likely, set()))
        if len(backs) > 1:
            what = Phrase(N_("step {number} has two ways that lead back")).of(number=step.likely)
            yield backs[1].place.fault(
                what, Phrase(N_("one way leads back; give the rest another"))
            )
        for way in step.ways:
            if way.rounds and not way.back:
                what = Phrase(N_('step {number} has a way with "rounds", but no "back"'))
                mend = Phrase(N_('add "back", the step that it leads back to'))
                yield way.rounds.place.fault(what.of(number=step.likely), mend)


def _back(step: StepFacts, way: WayFacts, earlier: set[int]) -> Iterator[Fault]:
    back = way.back
    assert back is not None
    if back.value not in {*earlier, step.likely}:
        what = Phrase(N_("step {number} leads back to step {back}, which does not come before it"))
        mend = Phrase(N_("name one of the steps before it: {steps}"))
        mend = mend.of(steps=", ".join(map(str, sorted(earlier))) or step.likely)
        yield back.place.fault(what.of(number=step.likely, back=back.value), mend)
    if way.rounds is None:
        what = Phrase(N_("step {number} leads back without a limit")).of(number=step.likely)
        mend = Phrase(N_('add "rounds", how often at most, the first time included'))
        yield way.place.fault(what, mend)
    if way.ends:
        what = Phrase(N_('step {number} has a way with both "back" and "ends"'))
        yield way.place.fault(what.of(number=step.likely), Phrase(N_("leave one of them out")))
    if step.ways[0] is way:
        what = Phrase(N_("the first way of step {number} leads back, and is the one expected"))
        mend = Phrase(N_("put the way that leads on first"))
        yield way.place.fault(what.of(number=step.likely), mend)


def _ancestors(facts: Facts) -> Mapping[int, set[int]]:
    before = {s.likely: {b.value for b in s.after} for s in facts.steps}
    found = {n: set(b) for n, b in before.items()}
    while _grown(found, before):
        pass
    return found


def _grown(found: dict[int, set[int]], before: Mapping[int, set[int]]) -> bool:
    grown = False
    for numbers in found.values():
        more = {m for n in numbers for m in before.get(n, ())} - numbers
        numbers |= more
        grown = grown or bool(more)
    return grown


def _loops_are_apart(facts: Facts) -> Iterator[Fault]:
    earlier, taken = _ancestors(facts), dict[int, int]()
    for step in facts.steps:
        way = next((w for w in step.ways if w.back), None)
        if (
            way is None
            or way.back is None
            or way.back.value not in earlier[step.likely] | {step.likely}
        ):
            continue
        body = _body(earlier, way.back.value, step.likely)
        yield from _shared(step, way, body, taken)
        yield from _recurring(step, way, body, facts)
        taken |= dict.fromkeys(body, step.likely)


def _body(earlier: Mapping[int, set[int]], first: int, decision: int) -> set[int]:
    inside = {n for n, before in earlier.items() if first in before or n == first}
    return inside & (earlier[decision] | {decision})


def _shared(
    step: StepFacts, way: WayFacts, body: set[int], taken: Mapping[int, int]
) -> Iterator[Fault]:
    for number in sorted(body & taken.keys())[:1]:
        what = Phrase(N_("step {shared} lies in two loops, of step {other} and of step {number}"))
        what = what.of(shared=number, other=taken[number], number=step.likely)
        yield way.place.fault(what, Phrase(N_("lead one of them back to a later step")))


def _recurring(step: StepFacts, way: WayFacts, body: set[int], facts: Facts) -> Iterator[Fault]:
    recurs = [s.likely for s in facts.steps if s.likely in body and s.recurs]
    for number in recurs[:1]:
        what = Phrase(N_("step {number} leads back over step {recurs}, which recurs"))
        what = what.of(number=step.likely, recurs=number)
        yield way.place.fault(what, Phrase(N_('leave out its "every", or the way back')))


def _conditions_hold(facts: Facts) -> Iterator[Fault]:
    known = {s.likely: s for s in facts.steps}
    for step in facts.steps:
        when = step.when
        if when is None or when.step is None:
            continue
        decision = known.get(when.step.value)
        if decision is None or not decision.ways:
            what = Phrase(N_("step {number} hangs on step {other}, which is no decision"))
            what = what.of(number=step.likely, other=when.step.value)
            names = ", ".join(str(s.likely) for s in facts.steps if s.ways) or "—"
            mend = Phrase(N_('decisions are the steps with "ways": {steps}')).of(steps=names)
            yield when.step.place.fault(what, mend)
            continue
        yield from _way_leads_there(step, decision)
        yield from _comes_after(step, decision)


def _way_leads_there(step: StepFacts, decision: StepFacts) -> Iterator[Fault]:
    when = step.when
    if when is None or when.way is None:
        return
    on = {w.id.value: w for w in decision.ways if w.id}
    way = on.get(when.way.value)
    if way is None:
        what = Phrase(N_("step {number}: step {other} has no way {way}"))
        what = what.of(number=step.likely, other=decision.likely, way=shown(when.way.value))
        yield when.way.place.fault(what, choose(when.way.value, on))
    elif way.back or way.ends:
        what = Phrase(N_("step {number} hangs on the way {way}, which does not lead on"))
        onward = listed(n for n, w in on.items() if not w.back and not w.ends)
        mend = Phrase(N_("ways that lead on: {ways}")).of(ways=onward or "—")
        yield when.way.place.fault(what.of(number=step.likely, way=shown(when.way.value)), mend)


def _comes_after(step: StepFacts, decision: StepFacts) -> Iterator[Fault]:
    when = step.when
    assert when is not None
    assert when.step is not None
    if decision.likely not in {b.value for b in step.after}:
        what = Phrase(N_("step {number} hangs on step {other}, but does not come after it"))
        mend = Phrase(N_('add {other} to its "after"')).of(other=decision.likely)
        yield when.step.place.fault(what.of(number=step.likely, other=decision.likely), mend)
    same = step.every and decision.every and step.every.value == decision.every.value
    if decision.recurs and not same:
        what = Phrase(N_("step {number} hangs on step {other}, which recurs otherwise"))
        mend = Phrase(N_('give both the same "every"'))
        yield when.step.place.fault(what.of(number=step.likely, other=decision.likely), mend)


RULES = (
    _ways_differ,
    _ways_lead_back,
    _loops_are_apart,
    _conditions_hold,
)
