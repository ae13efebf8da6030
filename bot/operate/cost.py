"""The text of `sopbot simulate --cost`: a table for people, CSV for programs. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from bot.domain.calendar import Calendar
from bot.domain.cost import Cost, Month, cost
from bot.domain.sop import Sop
from bot.operate.timeline import Format, as_csv, checked

CHANNELS = {"line": "LINE"}
"""Those that count what is sent unasked, and their names."""
FREE_PLAN = 300
"""Messages a month of LINE's free plan in Thailand. Each recipient counts, as in
https://developers.line.biz/en/docs/messaging-api/pricing/"""
WITHOUT_RESERVE = FREE_PLAN * 4 // 5
"""Of these; the rest is kept for what is overdue."""

HEAD = ("Month", "Group", "Told", "Private", "Counted", "Left", "Each notice")
WIDTHS = (-8, 7, 6, 9, 9, 6, 13)
"""Of the columns of the table; below nought: from the left."""


def print_cost(
    sop: Sop,
    start: date,
    calendar: Calendar,
    slips: Mapping[int, int],
    fmt: str,
    channel: str,
    readers: int,
    ways: Mapping[int, str] | None = None,
) -> str:
    """What a plan costs at the worst, in a group of so many people (two or more), month by month.

    `channel`: one of `CHANNELS`.
    """
    found = cost(checked(sop, start, slips), start, calendar, slips, readers, ways)
    rows = [_row(month, of_month, found) for month, of_month in found.months.items()]
    if fmt == Format.CSV:
        return as_csv([name.lower().replace(" ", "-") for name in HEAD], rows)
    lines = [_line(row) for row in (HEAD, *rows)]
    return "\n".join([*lines, "", *_footer(found, CHANNELS[channel], readers)]) + "\n"


def _row(month: date, of_month: Month, found: Cost) -> Sequence[str]:
    figures = (
        of_month.group,
        of_month.told,
        of_month.private,
        of_month.counted,
        WITHOUT_RESERVE - of_month.counted,
        found.each[month],
    )
    return f"{month:%Y-%m}", *map(str, figures)


def _line(row: Iterable[str]) -> str:
    cells = zip(row, WIDTHS, strict=True)
    return "".join(cell.ljust(-w) if w < 0 else cell.rjust(w) for cell, w in cells)


def _footer(found: Cost, name: str, readers: int) -> list[str]:
    counted = {month: of_month.counted for month, of_month in found.months.items()}
    dearest = max(counted, key=lambda month: counted[month])
    return [
        f"{name} counts a push once for each who gets it: {readers} for a push to the group, "
        "1 in private.",
        f"Dearest month: {dearest:%Y-%m} with {counted[dearest]} of {FREE_PLAN}; from "
        f"{WITHOUT_RESERVE + 1} on only what is overdue is pushed. "
        f"The year: {sum(counted.values())}.",
        "Everybody is responsible for every step, and every closing is told by a push; "
        "answers are free.",
        f"Each notice: what is counted if each is a push of its own to each who is told. At most "
        f"{max(found.each.values())}, in the year {sum(found.each.values())}.",
    ]
