"""An SOP of the group's own is in use: what is left open in it, and what of running plans."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.message import Button, Message, Text, bold, join, paragraphs, plain
from bot.domain.plan import Plan
from bot.domain.sop import Sop
from bot.domain.sop_import import Remark, SopVersion
from bot.render.language import Say
from bot.render.text import names, plan_years, sop_remarks, undo

Row = tuple[Button, ...]
Rows = tuple[Row, ...]
MOST_NAMED = 12


def used(
    say: Say,
    version: SopVersion,
    sop: Sop,
    left: Sequence[Remark],
    plans: Sequence[Plan],
    back: str,
) -> Message:
    """It is in use. `plans`: those that run by an earlier version; `back`: the line that undoes."""
    head = bold(say("The SOP is kept as version {number}", number=version.number))
    parts: list[str | Text] = [join([head, sop.title]), _left(say, left)]
    if plans:
        parts.append(say("Running plans keep the version that they were made of."))
    make = Button(say.caption("Make a plan of it"), f"setup g{version.group} {sop.id}")
    correct = Button(say.caption("Correct steps"), f"editsop v{version.id}")
    rows: list[Row] = [(make,), (correct,), *to_plans(say, plans, version.id)]
    rows.append((undo.button(say, back),))
    return plan_years.in_words(say, Message(paragraphs(parts), tuple(rows)))


def to_plans(say: Say, plans: Sequence[Plan], version: int) -> Rows:
    """Each running plan can take the version; what moves is shown first."""
    return tuple(
        (
            Button(
                say.caption("Apply to the plan of {year}", year=names.year(say, p)),
                f"revise p{p.id} v{version}",
            ),
        )
        for p in plans
    )


def _left(say: Say, left: Sequence[Remark]) -> Text:
    if not left:
        return plain("")
    head = say("Not decided, used as proposed and marked in the file:")
    named = [
        say(
            "• {place}: {option}",
            place=sop_remarks.place(say, r),
            option=sop_remarks.option(say, r, r.options[0]),
        )
        for r in left[:MOST_NAMED]
    ]
    rest = len(left) - len(named)
    more = (
        say.plural("and {count} more entry", "and {count} more entries", rest)
        if rest
        else plain("")
    )
    return join([head, *named, more])


def dropped(say: Say) -> Text:
    return say("The import is cancelled, nothing of it is kept.")
