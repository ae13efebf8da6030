"""The questions of /clone, one after another: who is what, durations, days off, closing dates."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from bot.domain.calendar import (
    SATURDAY,
    fiscal_year,
    fiscal_year_end,
    fiscal_year_start,
)
from bot.domain.durations import Suggestion, suggestions
from bot.domain.errors import Refusal
from bot.render.text import clone as texts
from bot.render.text import clone_durations as durations
from handlers.core.call import Call, Reply
from handlers.core.words import Words
from handlers.plans import clone_people
from handlers.plans.holiday_days import read
from handlers.plans.setup_form import LIFETIME, Form, model_in
from handlers.plans.setup_preview import preview, shown_anew

DAYS_OFF = "days off"
"""What a typed answer is about."""
SPECIAL = 12, 29
"""Month and day of the example: what the cabinet adds is mostly at the end of a year."""


def _durations(call: Call, filled: Form, words: Words) -> Reply:
    found = _suggested(call, filled)
    if not found:
        return _days(call, filled)
    filled = shown_anew(call.work, filled)
    message = durations.asked(call.say, filled.token, model_in(filled), found)
    return Reply(message, edits=call.by_button)


def _all(call: Call, filled: Form, words: Words) -> Reply:
    taken = {one.step.number: one.suggested for one in _suggested(call, filled)}
    return _days(call, replace(filled, durations={**filled.durations, **taken}))


def _none(call: Call, filled: Form, words: Words) -> Reply:
    return _days(call, filled)


def _duration(call: Call, filled: Form, words: Words) -> Reply:
    """`duration`: of the first step; `duration 3 yes`: takes it, and asks of the next."""
    found, number = _suggested(call, filled), words.take_step()
    places = {one.step.number: place for place, one in enumerate(found)}
    here = places.get(number or 0, -1)
    if here >= 0 and words.take_word("yes", "no") == "yes":
        one = found[here]
        taken = {**filled.durations, one.step.number: one.suggested}
        filled = replace(filled, durations=taken)
    if here + 1 >= len(found):
        return _days(call, filled)
    filled = shown_anew(call.work, filled)
    message = durations.one_asked(call.say, filled.token, found[here + 1], here + 2, len(found))
    return Reply(message, edits=call.by_button)


def _days(call: Call, filled: Form) -> Reply:
    filled, year = shown_anew(call.work, filled), _year(filled)
    known = [day for day in _listed(call, filled) if _is_of(day, year) and day.weekday() < SATURDAY]
    message = texts.days_off(call.say, filled.token, year, len(known))
    return Reply(message, edits=call.by_button)


def _add(call: Call, filled: Form, words: Words) -> Reply:
    """Wait for the days, typed."""
    data = {"form": filled.id, "about": DAYS_OFF}
    call.work.drafts.put("ask:setup", call.chat.id, call.person.id, data, call.now + LIFETIME)
    return Reply(texts.ask_days(call.say, _example(call, filled)))


def read_days(call: Call, filled: Form) -> Form:
    """Days of the new fiscal year on which the office would work; kept in the form until it is
    confirmed.
    """
    year, listed = _year(filled), _listed(call, filled)
    written = read(call.arguments, call.today(), _example(call, filled))
    days = {day: one.name for one in written for day in one.days()}
    outside = next((day for day in days if not _is_of(day, year)), None)
    if outside is not None:
        raise Refusal("day-off-of-other-year", day=outside, year=year)
    fresh = {d: n for d, n in days.items() if d.weekday() < SATURDAY and d not in listed}
    if not fresh:
        raise Refusal("days-off-known")
    return replace(filled, days_off={**filled.days_off, **fresh})


def closing(call: Call, filled: Form) -> Reply:
    """The dates of the outside system, if the SOP has any; then the preview."""
    if not filled.sop.cutoffs:
        return preview(call, filled)
    filled = shown_anew(call.work, filled)
    message = texts.closing(call.say, filled.token, _year(filled), filled.filled_sop)
    return Reply(message, edits=call.by_button)


def _closing(call: Call, filled: Form, words: Words) -> Reply:
    return closing(call, filled)


def _preview(call: Call, filled: Form, words: Words) -> Reply:
    return preview(call, filled)


def _suggested(call: Call, filled: Form) -> list[Suggestion]:
    """Of the steps that the SOP has still, with a duration, counted as they were."""
    model, steps = model_in(filled), filled.sop.by_number
    calendar = call.work.teams.calendar(model.team)
    found = suggestions(model, calendar)
    alike = (s for s in found if (now := steps.get(s.step.number)) and now.unit is s.step.unit)
    return [s for s in alike if steps[s.step.number].duration]


def _listed(call: Call, filled: Form) -> Mapping[date, str]:
    return call.work.teams.days_off(model_in(filled).team)


def _example(call: Call, filled: Form) -> date:
    year = fiscal_year_start(_year(filled)).year
    return call.work.teams.calendar(model_in(filled).team).on_or_after(date(year, *SPECIAL))


def _is_of(day: date, year: int) -> bool:
    return fiscal_year_start(year) <= day <= fiscal_year_end(year)


def _year(filled: Form) -> int:
    assert filled.start is not None
    return fiscal_year(filled.start)


VERBS: Mapping[str, Callable[[Call, Form, Words], Reply]] = {
    **clone_people.VERBS,
    "durations": _durations,
    "all": _all,
    "none": _none,
    "duration": _duration,
    "add": _add,
    "closing": _closing,
    "preview": _preview,
}
"""By what follows `form d12 r3` behind a button."""
