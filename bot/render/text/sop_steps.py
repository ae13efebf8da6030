"""The steps of an SOP of the group's own, a line each, and how two versions differ."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from bot.domain.message import Text, join, plain
from bot.domain.sop import Sop, Step, Unit
from bot.domain.sop_differences import Aspect, Difference
from bot.domain.written import as_written
from bot.render.language import N_, Say
from bot.render.text import duration, names, occurrences, written_step

LINE_TITLE = 60
MOST_DIFFERENCES = 8
_MORE = N_("Step {number}: new documents {documents}")
_LESS = N_("Step {number}: no more documents {documents}")


def line(say: Say, sop: Sop, step: Step) -> Text:
    """1. จัดทำคำสั่ง · 2 วันทำการ · คณะดำเนินงาน."""
    title = names.shorten(step.title, LINE_TITLE)
    often = occurrences.every(say, sop, next(iter(sop.occurrences(step.number)), step))
    return say(
        "{number}. {title} · {duration} · {parties}",
        number=step.number,
        title=title,
        duration=join([lasting(say, step), often, *fixed_days(say, step)], " "),
        parties=names.parties(say, sop, step.parties, short=True),
    )


def fixed_days(say: Say, step: Step) -> Iterable[Text]:
    """Of a step that recurs its rounds tell them."""
    return written_step.fixed(say, step) if step.occurrence is None else ()


def lasting(say: Say, step: Step) -> Text:
    """In one line, with the unit in which it is counted."""
    if step.duration and step.due is None:
        if step.unit is Unit.CALENDAR and not step.least:
            return say.plural("{count} calendar day", "{count} calendar days", step.duration)
        return duration.length(say, step.unit, step.duration, step.least)
    return join(duration.rules(say, step), " ")


def written(sop: Sop) -> Sequence[Step]:
    """Each step once."""
    return sop.once(as_written).steps


def changes(say: Say, before: Sop, after: Sop, found: Sequence[Difference]) -> Text:
    """A line for each difference, as far as there is room."""
    if not found:
        return say("The steps are the same.")
    lines = [_SENTENCES[d.aspect](say, d, before, after) for d in found[:MOST_DIFFERENCES]]
    rest = len(found) - MOST_DIFFERENCES
    more = (
        say.plural("and {count} more entry", "and {count} more entries", rest)
        if rest > 0
        else plain("")
    )
    return join([*(say("• {title}", title=line) for line in lines), more])


def _added(say: Say, d: Difference, before: Sop, after: Sop) -> Text:
    return say("Step {number} is new: {title}", number=d.number, title=_title(d.after))


def _removed(say: Say, d: Difference, before: Sop, after: Sop) -> Text:
    return say("Step {number} is taken out: {title}", number=d.number, title=_title(d.before))


def _titled(say: Say, d: Difference, before: Sop, after: Sop) -> Text:
    return say("Step {number} is now called {title}", number=d.number, title=_title(d.after))


def _lasting(say: Say, d: Difference, before: Sop, after: Sop) -> Text:
    assert d.before is not None
    assert d.after is not None
    return say(
        "Step {number}: {before} → {after}",
        number=d.number,
        before=lasting(say, d.before),
        after=lasting(say, d.after),
    )


def _placed(say: Say, d: Difference, before: Sop, after: Sop) -> Text:
    assert d.after is not None
    return say("Step {number}: {order}", number=d.number, order=follows(say, d.after))


def _parties(say: Say, d: Difference, before: Sop, after: Sop) -> Text:
    assert d.after is not None
    named = names.parties(say, after, d.after.parties, short=True)
    return say("Step {number}: responsible are {parties}", number=d.number, parties=named)


def _documents(say: Say, d: Difference, before: Sop, after: Sop) -> Text:
    assert d.before is not None
    assert d.after is not None
    old, new = ([one.title for one in step.documents] for step in (d.before, d.after))
    more, less = [t for t in new if t not in old], [t for t in old if t not in new]
    told = [
        say(sentence, number=d.number, documents=names.listed(say, titles))
        for sentence, titles in ((_MORE, more), (_LESS, less))
        if titles
    ]
    return join(told, " ") if told else say("Step {number}: its documents", number=d.number)


def _other(say: Say, d: Difference, before: Sop, after: Sop) -> Text:
    return say("Step {number}: its details", number=d.number)


def follows(say: Say, step: Step) -> Text:
    """What it comes after."""
    if not step.after:
        return say("It begins with the plan.")
    steps = names.step_numbers(say, step.after)
    if step.parallel:
        return say("It follows {steps} and runs in parallel.", steps=steps)
    return say("It follows {steps}.", steps=steps)


def _title(step: Step | None) -> Text:
    return plain(names.shorten(step.title, LINE_TITLE) if step is not None else "")


_SENTENCES: Mapping[Aspect, Callable[[Say, Difference, Sop, Sop], Text]] = {
    Aspect.ADDED: _added,
    Aspect.REMOVED: _removed,
    Aspect.TITLE: _titled,
    Aspect.DURATION: _lasting,
    Aspect.AFTER: _placed,
    Aspect.PARTIES: _parties,
    Aspect.DOCUMENTS: _documents,
    Aspect.OTHER: _other,
}
