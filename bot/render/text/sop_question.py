"""What is to be decided of an SOP under review, one question after another."""

from __future__ import annotations

from collections.abc import Mapping

from bot.domain.message import Button, Message, Text, bold, join, paragraphs
from bot.domain.sop_import import Remark
from bot.render.language import N_, Say
from bot.render.text import plan_years, sop_remarks

Row = tuple[Button, ...]


def question(
    say: Say,
    line: str,
    remark: Remark,
    place: tuple[int, int],
    chosen: str | None,
    *,
    typed: bool,
) -> Message:
    """`place`: which of how many. `chosen`: the code of what was decided; empty: it was typed.
    `typed`: another answer can be typed.
    """
    number, count = place
    head = bold(say("Question {number} of {count}", number=number, count=count))
    parts: list[str | Text] = [join([head, sop_remarks.place(say, remark)])]
    parts.append(sop_remarks.told(say, remark))
    parts.append(_stands(say, remark, chosen))
    rows: list[Row] = [
        (Button(_option(say, remark, n, chosen), f"{line} q{number} o{n + 1}"),)
        for n in range(len(remark.options))
    ]
    if typed:
        rows.append((Button(say.caption("Type another answer"), f"{line} q{number} type"),))
    rows.append(_around(say, line, number, count))
    rows.append((Button(say.caption("Back to the review"), line),))
    message = Message(paragraphs(parts), tuple(row for row in rows if row))
    return plan_years.in_words(say, message)


def _stands(say: Say, remark: Remark, chosen: str | None) -> Text:
    if chosen is None:
        proposal = sop_remarks.option(say, remark, remark.options[0])
        return say("Proposed, and in place: {option}", option=proposal)
    option = next((o for o in remark.options if o.code == chosen), None)
    if option is None:
        return say("Decided: as you typed it")
    return say("Decided: {option}", option=sop_remarks.option(say, remark, option))


def _option(say: Say, remark: Remark, place: int, chosen: str | None) -> str:
    option = remark.options[place]
    label = sop_remarks.option(say, remark, option)
    if chosen == option.code:
        return say.caption("✓ {option}", option=label)
    if place == 0 and chosen is None:
        return say.caption("{option} (proposed)", option=label)
    return label.plain


def _around(say: Say, line: str, number: int, count: int) -> Row:
    row = []
    if number > 1:
        row.append(Button(say.caption("‹ Previous"), f"{line} q{number - 1}"))
    if number < count:
        row.append(Button(say.caption("Next ›"), f"{line} q{number + 1}"))
    return tuple(row)


def ask_typed(say: Say, remark: Remark) -> Text:
    """For an answer that no option is."""
    asked = plan_years.told(say, sop_remarks.told(say, remark))
    return join([asked, say(ASKED[remark.code])])


_DURATION = N_("Please type the duration, for example 5 วันทำการ, 30 วัน, 3-5 วัน, 2 สัปดาห์ or เปิด")
_PARTY = N_("Please type the name of who is responsible.")
_AFTER = N_("Please type the numbers of the steps before it, for example 3, 4; for none type -")
_TEXT = N_("Please type what the file is to say there.")
ASKED: Mapping[str, str] = {
    "unit": _DURATION,
    "duration-missing": _DURATION,
    "duration-unclear": _DURATION,
    "parallel": _AFTER,
    "recurring-start": _AFTER,
    "recurring-last": _AFTER,
    "order": _AFTER,
    "party-unclear": _PARTY,
    "party-missing": _PARTY,
    "year-unclear": _TEXT,
    "indicator-missing": _TEXT,
    "unit-missing": _TEXT,
}
"""By the remark's code, what an answer in other words is; of the others there is none."""
