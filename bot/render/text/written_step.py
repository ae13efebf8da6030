"""A step as its procedure on paper has it: when, in which order, which ways. `bot.sop_import` reads
these words again.

Steps are those of `as_written`; `sop` has each as often as a plan carries it out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bot.domain.message import Text, join, plain
from bot.domain.quorum import ALL, EACH_PARTY
from bot.domain.sop import ANY_YEAR, Document, DocumentKind, FixedDay, Sop, Step, Way
from bot.domain.written import LEFT_OPEN, as_written
from bot.render import dates
from bot.render.language import N_, Say
from bot.render.text import duration, names, occurrences

FEBRUARY = 2
"""The only month whose last day has not the same number in every year."""
_AFTER_PERIOD: Mapping[str, str] = {
    "month": N_("Begins after the end of the month"),
    "quarter": N_("Begins after the end of the quarter"),
    "half-year": N_("Begins after the end of the half year"),
}
_AFTER_ROUND = N_("Begins after the end of the round")
_NOT_BEFORE: Mapping[int, str] = {
    0: N_("Not before {day}"),
    1: N_("Not before {day} of the next fiscal year"),
    -1: N_("Not before {day} of the fiscal year before"),
}
_NOT_AFTER: Mapping[int, str] = {
    0: N_("Not after {day}"),
    1: N_("Not after {day} of the next fiscal year"),
    -1: N_("Not after {day} of the fiscal year before"),
}
_KINDS: Mapping[DocumentKind, str] = {
    DocumentKind.EVIDENCE: N_("{title} (evidence)"),
    DocumentKind.REFERENCE: N_("{title} (reference)"),
    DocumentKind.SUGGESTED: N_("{title} (if any)"),
}


def timing(say: Say, sop: Sop, step: Step) -> list[Text]:
    """How long it takes, how often, and on which days."""
    once = sop.occurrences(step.number)[0]
    counted = [*duration.counted(say, step), *_only_once(say, once), *fixed(say, step)]
    return [*_recurring(say, sop, once), *counted]


def _only_once(say: Say, once: Step) -> Iterator[Text]:
    """One day of the month reads as one of every month."""
    if once.by is not None and len(once.by.days) == 1 and not once.recurs:
        yield say("(once)")


def _recurring(say: Say, sop: Sop, once: Step) -> Iterator[Text]:
    if once.occurrence is None or not once.recurs:
        return
    every = once.occurrence.every
    if every in _AFTER_PERIOD:
        yield occurrences.every(say, sop, once)
    else:
        periods = [_period(say, one) for one in sop.occurrences(once.number)]
        yield say("Carried out in rounds: {rounds}", rounds=names.listed(say, periods))
    if _is_after(once):
        yield say(_AFTER_PERIOD.get(every, _AFTER_ROUND))


def _is_after(once: Step) -> bool:
    """Whether it begins when its period is over."""
    last = once.occurrence.last if once.occurrence else None
    first = once.not_before
    if last is None or first is None:
        return False
    return first.in_fiscal_year(ANY_YEAR) > last.in_fiscal_year(ANY_YEAR)


def _period(say: Say, one: Step) -> Text:
    assert one.occurrence is not None
    first, last = one.occurrence.first, one.occurrence.last
    assert first is not None
    assert last is not None
    return say(
        "{name} (from {first} to {last})",
        name=one.occurrence.name,
        first=_day(say, first),
        last=_day(say, last),
    )


def fixed(say: Say, step: Step) -> Iterator[Text]:
    """The days of the year before which it does not begin, and by which it is done."""
    for day, words in ((step.not_before, _NOT_BEFORE), (step.not_after, _NOT_AFTER)):
        if day is not None:
            yield say(words[day.years], day=_day(say, day))


def _day(say: Say, day: FixedDay) -> Text:
    month = dates.month_name(day.month, say.language)
    if day.day is None and day.month == FEBRUARY:
        return say("the last day of {month}", month=month)
    return say("{day} {month}", day=day.in_any_year().day, month=month)


def work(say: Say, sop: Sop, step: Step) -> list[Text]:
    """What is done, one item each, and under which conditions."""
    lines = [_open(say, sop, step, one) for one in step.detail]
    return [*lines, *_conditions(say, sop, step)]


def lead(say: Say, sop: Sop, step: Step) -> Text:
    return _open(say, sop, step, step.lead)


def title(say: Say, sop: Sop, step: Step) -> Text:
    return _open(say, sop, step, step.title)


def _open(say: Say, sop: Sop, step: Step, text: str) -> Text:
    """The name of the period is put in by who carries it out."""
    if LEFT_OPEN in text and sop.occurrences(step.number)[0].recurs:
        return plain(text.replace(LEFT_OPEN, say.caption("(name of the period)")))
    return plain(text)


def _conditions(say: Say, sop: Sop, step: Step) -> Iterator[Text]:
    for one in step.when:
        decision = sop.occurrences(one.step)[0]
        name = next(w.name for w in decision.ways if w.id == one.way)
        yield say("Only if {way}, by the outcome of step {number}", way=name, number=one.step)
    yield from _order(say, sop, step)
    for way in step.ways:
        yield _way(say, sop, step, way)
    if step.meeting:
        yield say("The day of the meeting is fixed later")
    if step.review:
        yield say("Verified by the secretary or the chair")
    if step.quorum:
        yield _quorum(say, step.quorum)
    for cutoff in sop.cutoffs:
        if cutoff.step == step.number:
            yield say("{title} (made known each year)", title=cutoff.title)


def _order(say: Say, sop: Sop, step: Step) -> Iterator[Text]:
    """Nothing of what only follows the step above, unless that comes again and again."""
    above = step.number - 1
    recurs = above > 0 and sop.occurrences(above)[0].recurs
    if step.parallel:
        yield _beside(say, sop, step)
    elif not step.after and above:
        yield say("Waits for no other step")
    elif step.after and (step.after != (above,) or recurs):
        yield say("After {steps}", steps=names.step_numbers(say, step.after))


def _beside(say: Say, sop: Sop, step: Step) -> Text:
    if not step.after:
        return say("Beside other steps, and waits for none")
    steps = names.step_numbers(say, step.after)
    others = (s for s in sop.once(as_written).steps if s.number < step.number)
    same = next((s.number for s in others if s.after == step.after), None)
    if same is None:
        return say("Beside other steps, after {steps}", steps=steps)
    return say("Beside step {number}, after {steps}", number=same, steps=steps)


def _way(say: Say, sop: Sop, step: Step, way: Way) -> Text:
    if way.back:
        every = sop.occurrences(step.number)
        ends = any(w.id == way.id and w.ends for w in every[-1].ways)
        template = (
            N_("If {way}: back to step {number}, {most} times in all at most, then it ends")
            if ends
            else N_("If {way}: back to step {number}, {most} times in all at most")
        )
        return say(template, way=way.name, number=way.back, most=len(every))
    if way.ends:
        return say("If {way}: it ends", way=way.name)
    steps = [
        other.number
        for other in sop.once(as_written).steps
        if any(c.step == step.number and c.way == way.id for c in other.when)
    ]
    if not steps:
        return say("If {way}: on to the next step", way=way.name)
    return say("If {way}: on to {steps}", way=way.name, steps=names.step_numbers(say, steps))


def _quorum(say: Say, rule: str) -> Text:
    if rule == ALL:
        return say("Confirmed by all who are responsible")
    if rule == EACH_PARTY:
        return say("Confirmed by one of each party")
    if rule.isdecimal():
        return say("Confirmed by {count} people at least", count=rule)
    return say("Confirmed by any one who is responsible")


def document(say: Say, sop: Sop, step: Step, one: Document) -> Text:
    """Where any is called a reference, the others are evidence without saying so."""
    told = _open(say, sop, step, one.title)
    if one.numbered:
        told = say("{title} (with number and date)", title=told)
    kinds = {d.kind for s in sop.steps for d in s.documents}
    if one.kind is not DocumentKind.EVIDENCE or DocumentKind.REFERENCE not in kinds:
        told = say(_KINDS[one.kind], title=told)
    note = _open(say, sop, step, one.note)
    return say("{title} (note: {note})", title=told, note=note) if one.note else told


def documents(say: Say, sop: Sop, step: Step) -> Text:
    """A dash alone where it has none."""
    lines = [join(["- ", document(say, sop, step, one)], "") for one in step.documents]
    return join(lines or ["-"])
