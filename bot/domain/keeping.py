"""How long the files of a plan are kept, and what must be there before they may go. Pure."""

from __future__ import annotations

from datetime import date, timedelta

from bot.domain.calendar import ONE_DAY, fiscal_year_end
from bot.domain.events import Exported, FileKept, FilesDeleted
from bot.domain.message import Made
from bot.domain.plan import Plan, effective

AGAIN = timedelta(minutes=10)


def deletable_from(plan: Plan) -> date:
    """The day after the fiscal year (1 October to 30 September) that follows the plan's own: until
    then they are kept, as the notice of personal data says.
    """
    return fiscal_year_end(plan.fiscal_year + 1) + ONE_DAY


def deletion(plan: Plan) -> FilesDeleted | None:
    """That they were deleted."""
    return next((e for e in effective(plan.events) if isinstance(e, FilesDeleted)), None)


def last_pack(plan: Plan) -> Exported | None:
    """The newest evidence pack of the whole year; None too where a file came after it."""
    packs = [e for e in effective(plan.events) if isinstance(e, Exported) and _is_whole(e)]
    newest = packs[-1] if packs else None
    later = (e for e in plan.events if isinstance(e, FileKept))
    return None if newest is None or any(e.at > newest.at for e in later) else newest


def _is_whole(exported: Exported) -> bool:
    return exported.what == Made.PACK and exported.round is None


def is_noted(plan: Plan, event: Exported) -> bool:
    """Just now, with nothing in between: pressed again and again, it is one entry."""
    last = next(reversed(plan.events), None)
    if not isinstance(last, Exported) or event.at - last.at >= AGAIN:
        return False
    return (last.by, last.what, last.round) == (event.by, event.what, event.round)
