"""The steps of an SOP's file, with what is proposed and what is to be told of each."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from bot.domain.sop_import import Option, Remark, Value
from bot.sop_import import conditions, documents, rounds, sequence, step_ways, timing, titles
from bot.sop_import.amounts import Said, due_by, lasting
from bot.sop_import.conditions import Told
from bot.sop_import.lengths import Cut
from bot.sop_import.making import Keys, Making
from bot.sop_import.order_filing import in_order, lengths
from bot.sop_import.paper import Shape
from bot.sop_import.papers import Papers
from bot.sop_import.raw import RawSop, RawStep
from bot.sop_import.recurring import ONCE
from bot.sop_import.sequence import Order
from bot.sop_import.step_parties import Responsible
from bot.sop_import.units import unit_remarks
from bot.sop_import.year_days import UNTIL


def steps(
    raw: RawSop, bodies: Responsible, cut: Cut, but: Collection[str]
) -> tuple[list[Keys], list[Remark]]:
    fiscal = raw.fiscal_year
    making = [_begun(step, place, cut, but, fiscal) for place, step in enumerate(raw.steps)]
    remarks = [r for one in making for r in _titled(one)]
    for one in making:
        remarks += _timed(one, making, but)
    beside = "parallel" not in but and not any(one.told.parallel for one in making)
    order = sequence.ordered(lengths(making, bodies), beside=beside)
    remarks += in_order(making, order, but)
    if "rounds" not in but:
        remarks += [r for one in making for r in _bounded(one, making, order)]
    if "decision" not in but:
        remarks += [r for one in making for r in step_ways.decided(one)]
        remarks += [r for one in making for r in step_ways.conditional(one, making)]
    papers = Papers(raw.steps)
    for one in making:
        one.keys["parties"] = list(bodies.ids_of(one.place))
        remarks += papers.of_step(one.raw, one.place, one.keys, cut)
        if "every" in one.keys:
            one.keys.update(_with_periods(one.keys))
        if one.told.cutoffs:
            one.keys["cutoffs"] = [*one.told.cutoffs]
        if one.added:
            one.keys["added"] = list(one.added)
    remarks += unit_remarks(making)
    return [one.keys for one in making], remarks


def _with_periods(keys: Mapping[str, Value]) -> Keys:
    """Its texts, in which the name of the period is left open."""

    def filled(value: Value) -> Value:
        if isinstance(value, str):
            return _PERIOD.sub("{round}", value)
        if isinstance(value, list):
            return [filled(one) for one in value]
        if isinstance(value, dict):
            return {key: filled(one) for key, one in value.items()}
        return value

    return {key: filled(keys[key]) for key in _TEXTS if key in keys}


_TEXTS = ("title", "lead", "detail", "documents")
_PERIOD = re.compile(r"\(ระบุ(?:รอบ|เดือน|ไตรมาส|งวด)\)|\(name of the period\)")


def _begun(step: RawStep, place: int, cut: Cut, but: Collection[str], fiscal: int) -> Making:
    told = Told()
    if "decision" not in but:
        step, told = conditions.taken(step)
    number, made = step.number, Making(step, place, {}, timing.said(step.duration, fiscal), told)
    detail = step.detail or ((step.lead,) if step.lead else ())
    chart = titles.of_chart(step.chart)
    title = chart or titles.of_details(step.lead, detail) or str(number)
    made.keys["number"] = place + 1
    made.keys["title"] = cut.title(titles.shortened(title), made.path("title"), number)
    if step.lead and step.detail:
        made.keys["lead"] = cut.text(step.lead, made.path("lead"), number)
    made.keys["detail"] = [
        cut.text(one, made.path("detail", n), number) for n, one in enumerate(detail or (title,))
    ]
    if not chart:
        made.added.append("title")
    if told.meeting or documents.is_meeting(step.lead or detail[0] if detail else title):
        made.keys["meeting"] = True
    if told.review:
        made.keys["review"] = True
    if told.quorum:
        made.keys["quorum"] = told.quorum
    if step.shape in (Shape.TERMINAL, Shape.CONNECTOR):
        made.keys["symbol"] = step.shape.value
    return made


def _titled(one: Making) -> Iterator[Remark]:
    title, detail = one.keys["title"], one.keys["detail"]
    if "title" in one.added and detail != [title]:
        yield one.remark("title-made", "title", after=str(title))


def _timed(one: Making, making: Sequence[Making], but: Collection[str]) -> Iterator[Remark]:
    """How long it takes, or when it is due."""
    said = one.said
    keys = dict(said.keys)
    if due := _due(one, making) if "due" not in but else None:
        keys["due"] = due
    elif isinstance(due := keys.pop("due", None), dict):
        keys = {"duration": due["count"], "unit": due["unit"], **keys}
        said = lasting(keys, ())
    if said.code == "recurring" and "recurring" in but:
        keys = dict(next(once for code, once in said.others if code == ONCE))
        given_up = due_by(keys) if "by" in keys else lasting(keys, ())
        said = replace(given_up, unit_told=said.unit_told)
    if "fixed-days" in but:
        keys.pop("not_before", None)
        keys.pop("not_after", None)
    one.keys.update(keys)
    one.said = said
    if said.rounded:
        yield one.remark("rounded", "duration", before=one.raw.duration)
    if said.dated:
        yield one.remark("years", "duration", before=one.raw.duration, after=said.dated)
    if said.code:
        yield one.remark(
            said.code,
            next(key for key in ("every", "by", "duration", "due") if key in keys),
            *_options(one, said),
            told={"written": one.raw.duration},
        )


_TIME_KEYS = (
    *("every", "starts", "by", "on", "holiday", "missed", "due", "duration", "unit"),
    *("not_before", "not_after"),
)


def _options(one: Making, said: Said) -> Iterator[Option]:
    """Choosing another takes out what the proposal says besides."""
    yield Option(said.option, told=said.told)
    for code, keys in said.others:
        gone = {key: None for key in _TIME_KEYS if key in said.keys and key not in keys}
        new = {key: value for key, value in keys.items() if said.keys.get(key) != value}
        told = {key: str(keys[key]) for key in ("by", "duration", "unit") if key in keys}
        told |= {"day": said.told["day"]} if code == UNTIL else {}
        yield Option(code, one.changes({**new, **gone}), told)


def _due(one: Making, making: Sequence[Making]) -> Value | None:
    """Counted from a step of the SOP that comes before or after this one, as it says, and as often;
    of a meeting from one that has one, the nearest if none is named, else from none that waits for
    this one. None: there is none.
    """
    due = one.said.keys.get("due")
    if not isinstance(due, dict):
        return None
    side = "before" if "before" in due else "after"
    others = making[one.place + 1 :] if side == "before" else making[: one.place][::-1]
    named = None if one.said.meeting else due[side]
    every = one.said.keys.get("every")
    others = [m for m in others if m.said.keys.get("every") == every]
    if due["of"] == "meeting":
        others = [m for m in others if m.keys.get("meeting")]
    elif side == "before" and not one.told.orders:
        others = [m for m in others if m.told.orders]
    step = next((m.place + 1 for m in others if named in (None, m.place + 1)), None)
    return {**due, side: step} if step else None


def _bounded(one: Making, making: Sequence[Making], order: Order) -> Iterator[Remark]:
    """What is done in a part of the year ends with it; the report on it does not begin before."""
    part = rounds.named(one.words)
    fixed = {"not_before", "not_after", "every", "due"} & one.keys.keys()
    if part is None or fixed:
        return
    if one.days < sequence.LONG:
        bounds = [(one, "not_before", part.next)]
    else:
        behind = next((m for m in making[one.place + 1 :] if m.place not in order.beside), None)
        free = behind is not None and not {"not_before", "every", "due"} & behind.keys.keys()
        next_one = [(behind, "not_before", part.next)] if behind and free else []
        bounds = [(one, "not_after", part.last), *next_one]
    bounds = [(step, key, day) for step, key, day in bounds if day]
    for step, key, day in bounds:
        step.keys[key] = day
        step.added.append(key)
    if bounds:
        none = tuple(c for step, key, _ in bounds for c in step.changes({key: None}))
        told = {"written": part.words, "days": ", ".join(day for _, _, day in bounds)}
        first = Option("fixed-days", told=told)
        yield one.remark("rounds", bounds[0][1], first, Option("none", none), told=told)
