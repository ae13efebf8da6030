"""The answers to what is to be decided in an office's own SOP, short enough for buttons."""

from __future__ import annotations

from collections.abc import Mapping

from bot.domain.message import Text, plain
from bot.domain.sop import FixedDay
from bot.domain.sop_import import Option, Remark
from bot.render import dates
from bot.render.language import N_, Say

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
    "once": N_("Once a year"),
    "parallel": N_("Beside the others"),
    "sequence": N_("One after the other"),
    "evidence": N_("Evidence, to be attached"),
    "reference": N_("Reference, nobody attaches it"),
    "suggested": N_("Suggested, may be attached"),
    "ways": N_("Two ways"),
    "fiscal-year": N_("The plan's fiscal year"),
    "yearly": N_("Once a year"),
    "cases": N_("Each time (cases)"),
    "new": N_("A party of its own"),
}
"""Of the options whose code says it all."""


FILLED: Mapping[str, str] = {
    "ways-back": N_("Else ({name}) back to step {step}"),
    "ways-end": N_("Else it ends ({name})"),
}


NAMED = frozenset({"as-read"})
"""Of which `told` has all that there is to say."""


def words(say: Say, remark: Remark, option: Option) -> Text:
    """Of others `told` has the name, as of a party."""
    if option.code == "fixed-days" and option.told.get("days"):
        return _fixed(say, remark, option.told["days"].split(", ")[0])
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
