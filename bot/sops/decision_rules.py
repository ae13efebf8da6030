"""What must hold of decisions, their ways, and the steps of one way only."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bot.render.language import N_
from bot.sops.facts import Facts, StepFacts, WayFacts
from bot.sops.order import ancestors, loops
from bot.sops.phrases import Fault, Phrase
from bot.sops.values import choose, listed, shown

_LEADS_ON = Phrase(N_("put a way that leads on first"))
_ENDS_LATER = Phrase(
    N_(
        'put a way that leads on first; or, if this outcome is the usual one, take its "ends" '
        'away, and give the steps of the other ways a "when"'
    )
)
MOST_WAYS = 5
"""As many buttons as stand under one another without being folded."""


def _ways_differ(facts: Facts) -> Iterator[Fault]:
    for step in facts.steps:
        if step.ways and not 2 <= len(step.ways) <= MOST_WAYS:
            what = Phrase(N_('step {number}: the list "ways" has {count}'))
            what = what.of(number=step.likely, count=len(step.ways))
            mend = Phrase(N_("a decision has 2 to {most}")).of(most=MOST_WAYS)
            yield step.keys["ways"].fault(what, mend)
        for index, way in enumerate(step.ways):
            yield from _same(step, way, step.ways[:index])


def _same(step: StepFacts, way: WayFacts, before: list[WayFacts]) -> Iterator[Fault]:
    for mine, others in (
        (way.id, [w.id for w in before]),
        (way.name, [w.name for w in before]),
    ):
        if mine and _plain(mine.value) in [_plain(o.value) for o in others if o]:
            what = Phrase(N_("step {number} has two ways {name}"))
            what = what.of(number=step.likely, name=shown(mine.value))
            yield mine.place.fault(what, Phrase(N_("give each its own id and its own name")))


def _plain(text: str) -> str:
    """Without what nobody sees on a button or types alike."""
    return "".join(text.split()).casefold()


def _ways_lead_back(facts: Facts) -> Iterator[Fault]:
    earlier = ancestors(facts)
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
            if way.rounds and "back" not in way.keys:
                what = Phrase(N_('step {number} has a way with "rounds", but no "back"'))
                mend = Phrase(N_('add "back", the step that it leads back to'))
                yield way.rounds.place.fault(what.of(number=step.likely), mend)


def _first_leads_on(facts: Facts) -> Iterator[Fault]:
    """Else all that comes after it would stand in the plan without ever being expected."""
    for step in facts.steps:
        if step.ways and step.ways[0].ends:
            what = Phrase(
                N_("the first way of step {number} ends the plan, and is the one expected")
            )
            yield step.ways[0].place.fault(what.of(number=step.likely), _ENDS_LATER)


def _back(step: StepFacts, way: WayFacts, earlier: set[int]) -> Iterator[Fault]:
    back = way.back
    assert back is not None
    if back.value not in {*earlier, step.likely}:
        what = Phrase(N_("step {number} leads back to step {back}, which does not come before it"))
        mend = Phrase(N_("name one of the steps up to it: {steps}"))
        mend = mend.of(steps=", ".join(map(str, sorted({*earlier, step.likely}))))
        yield back.place.fault(what.of(number=step.likely, back=back.value), mend)
    if "rounds" not in way.keys:
        what = Phrase(N_("step {number} leads back without a limit")).of(number=step.likely)
        mend = Phrase(N_('add "rounds", how often at most, the first time included'))
        yield way.place.fault(what, mend)
    if step.ways[0] is way:
        what = Phrase(N_("the first way of step {number} leads back, and is the one expected"))
        yield way.place.fault(what.of(number=step.likely), _LEADS_ON)


def _loops_are_apart(facts: Facts) -> Iterator[Fault]:
    taken = dict[int, int]()
    for step, body in loops(facts, ancestors(facts)):
        way = next(w for w in step.ways if w.back)
        yield from _shared(step, way, body, taken)
        yield from _recurring(step, way, body, facts)
        taken |= dict.fromkeys(body, step.likely)


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
    known, earlier = {s.likely: s for s in facts.steps}, ancestors(facts)
    for step in facts.steps:
        when = step.when
        if when is None or when.step is None:
            continue
        decision = known.get(when.step.value)
        if decision is None or not decision.ways:
            what = Phrase(N_("step {number} hangs on step {other}, which is no decision"))
            what = what.of(number=step.likely, other=when.step.value)
            yield when.step.place.fault(what, _decisions(facts))
            continue
        yield from _way_leads_there(step, decision)
        is_later = step is decision or step.likely in earlier[decision.likely]
        yield from _comes_after(step, decision, is_later)


def _decisions(facts: Facts) -> Phrase:
    numbers = ", ".join(str(s.likely) for s in facts.steps if s.ways)
    if not numbers:
        return Phrase(N_('a decision has "ways": a list; each item has id and name'))
    return Phrase(N_('decisions are the steps with "ways": {steps}')).of(steps=numbers)


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


def _comes_after(step: StepFacts, decision: StepFacts, is_later: bool) -> Iterator[Fault]:
    when = step.when
    assert when is not None
    assert when.step is not None
    if decision.likely not in {b.value for b in step.after}:
        what = Phrase(N_("step {number} hangs on step {other}, but does not come after it"))
        mend = Phrase(N_('add {other} to its "after"')).of(other=decision.likely)
        if is_later:
            mend = Phrase(N_("a step hangs on a decision before it"))
        yield when.step.place.fault(what.of(number=step.likely, other=decision.likely), mend)
    same = step.every and decision.every and step.every.value == decision.every.value
    if decision.recurs and not same:
        what = Phrase(N_("step {number} hangs on step {other}, which recurs otherwise"))
        mend = Phrase(N_('give both the same "every"'))
        yield when.step.place.fault(what.of(number=step.likely, other=decision.likely), mend)


RULES = (
    _ways_differ,
    _ways_lead_back,
    _first_leads_on,
    _loops_are_apart,
    _conditions_hold,
)
