"""The answers to what is to be decided in an office's own SOP, short enough for buttons."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.domain.message import Text, plain
from bot.domain.sop import FixedDay, Unit
from bot.domain.sop_import import Option, Remark
from bot.render import dates
from bot.render.language import N_, Say
from bot.render.text import duration

LONGEST = 40
"""Characters of a button in a row of its own, on a phone."""
WORKING_DAYS = 5
"""So many days or fewer are proposed as working days, more as calendar days."""

FIXED: Mapping[str, str] = {
    "working": N_("Working days"),
    "calendar": N_("Calendar days"),
    "open": N_("No due date (open)"),
    "fixed-days": N_("Yes, fixed days"),
    "none": N_("No"),
    "every-month": N_("Every month"),
    "every-quarter": N_("Every quarter"),
    "every-half-year": N_("Every half year"),
    "every-two-months": N_("Every two months"),
    "every-four-months": N_("Every four months"),
    "every-five-months": N_("Every five months"),
    "whole-year": N_("Until the end of the fiscal year"),
    "once": N_("Once a year"),
    "parallel": N_("Beside the others"),
    "from-start": N_("From the beginning of the plan"),
    "beside": N_("No, it runs beside it"),
    "after-last": N_("Yes, after its last time"),
    "sequence": N_("One after the other"),
    "evidence": N_("Evidence, to be attached"),
    "reference": N_("Reference, nobody attaches it"),
    "suggested": N_("Suggested, may be attached"),
    "ways": N_("Two ways"),
    "fiscal-year": N_("The plan's fiscal year"),
    "yearly": N_("Once a year"),
    "cases": N_("Each time (cases)"),
    "as-numbered": N_("The order of the numbers"),
    "one-step": N_("One step"),
    "new": N_("A party of its own"),
}
"""Of the options whose code says it all."""


FILLED: Mapping[str, str] = {
    "leads-on": N_("Step {step} follows it"),
    "leads-back": N_("It may go back to step {step}"),
    "after-step": N_("Once step {step} is closed"),
    "until-day": N_("In its turn, not after {day}"),
    "ways-back": N_("Else ({name}) back to step {step}"),
    "ways-end": N_("Else it ends ({name})"),
}


NAMED = frozenset({"as-read"})
"""Of which `told` has all that there is to say."""


def words(say: Say, remark: Remark, option: Option) -> Text:
    """Of others `told` has the name, as of a party."""
    if option.code == "fixed-days" and option.told.get("days"):
        return _fixed(say, remark, option.told["days"].split(", ")[0])
    if option.code.startswith(_EVERY):
        return _every(say, option)
    if option.code in TIMED:
        return TIMED[option.code](say, option.told)
    if option.code in FIXED:
        return say(FIXED[option.code])
    if option.code in FILLED:
        return say(FILLED[option.code], **option.told)
    if option.code.startswith("days-"):
        return _days(say, int(option.code.removeprefix("days-")))
    return plain(option.told.get("name", option.code))


def _fixed(say: Say, remark: Remark, written: str) -> Text:
    """With the day that is fixed, as a file writes it: 02-end, 03-01."""
    month, day = written.split("-")
    fixed = FixedDay(int(month), None if day == "end" else int(day))
    shown = dates.day_month(fixed.in_any_year(), say.language)
    if remark.path[-1:] == ("not_after",):
        return say("Yes, not after {day}", day=shown)
    return say("Yes, not before {day}", day=shown)


def _days(say: Say, count: int) -> Text:
    """With their unit: nobody wrote it."""
    if count <= WORKING_DAYS:
        return say.plural("{count} working day", "{count} working days", count)
    return say.plural("{count} calendar day", "{count} calendar days", count)


def _every(say: Say, option: Option) -> Text:
    """How often; and by which day of the month, or how long after the end of its time."""
    code, told = option.code.removesuffix(_AFTER), option.told
    often, is_after = say(FIXED[code]), option.code.endswith(_AFTER)
    if day := told.get("by"):
        return say(_BY_DAY[is_after, day == _END], often=often, day=day)
    if not is_after:
        return often
    if "duration" not in told:
        return say("{often}, after its end", often=often)
    return say("{often}, {length} from its end", often=often, length=_length(say, told))


def _by(say: Say, told: Mapping[str, str]) -> Text:
    if told["by"] == _END:
        return say("By the end of the month")
    return say("By day {days} of the month", days=told["by"])


def _after_day(say: Say, told: Mapping[str, str]) -> Text:
    return say("From {day}, {length}", day=told["day"], length=_length(say, told))


def _after_year(say: Say, told: Mapping[str, str]) -> Text:
    return say("After the fiscal year, {length}", length=_length(say, told))


def _length(say: Say, told: Mapping[str, str]) -> Text:
    """With the unit in full."""
    least, _, most = told["duration"].rpartition("-")
    unit, count = Unit(told["unit"]), int(most)
    if unit is not Unit.CALENDAR:
        return duration.length(say, unit, count, int(least or 0))
    if least:
        return say("{least}–{count} calendar days", least=least, count=count)
    return say.plural("{count} calendar day", "{count} calendar days", count)


_EVERY, _AFTER, _END = "every-", "-after", "end"
_BY_DAY: Mapping[tuple[bool, bool], str] = {
    (False, False): N_("{often}, by day {day}"),
    (False, True): N_("{often}, by the month's end"),
    (True, False): N_("{often}, by day {day} of the next"),
    (True, True): N_("{often}, by the end of the next"),
}
"""By whether it is after the month, and whether it is its last day."""
TIMED: Mapping[str, Callable[[Say, Mapping[str, str]], Text]] = {
    "lasting": _length,
    "by": _by,
    "after-day": _after_day,
    "after-year": _after_year,
}
