"""A form to begin with: every placeholder, where a report might have it."""

from __future__ import annotations

from datetime import date

from bot.render.documents.placeholders import Placeholder, written
from bot.render.documents.word import CELL, TEXT, Look, Pages
from bot.render.language import N_, Say

_UNDATED = date(2000, 1, 1)
_PARTS = (
    (N_("1. Summary"), Placeholder.SUMMARY),
    (N_("2. Results by step"), Placeholder.STEPS),
    (N_("3. Obstacles and extensions"), Placeholder.OBSTACLES),
    (N_("4. Lessons"), Placeholder.LESSONS),
    (N_("5. Evidence still missing"), Placeholder.MISSING),
    (N_("Timeline"), Placeholder.TIMELINE),
)
_SIGNED = Look(left=7, before=36)


def sample_form(say: Say) -> bytes:
    def place(one: Placeholder) -> str:
        return written(one, say.language)

    pages = Pages(say.caption("Sample of a form (Word)"), _UNDATED)
    pages.title(place(Placeholder.OFFICE))
    pages.paragraph(place(Placeholder.INDICATOR), Look(bold=True, centred=True))
    year, round = place(Placeholder.YEAR), place(Placeholder.ROUND)
    told = say("{round}, fiscal year {year}", round=round, year=year)
    pages.paragraph(told, Look(centred=True))
    day = place(Placeholder.DATE)
    pages.paragraph(say("{team}, as of {day}", team=place(Placeholder.TEAM), day=day))
    for title, one in _PARTS:
        wide = one is Placeholder.STEPS
        if wide:
            pages.turn(lying=True)
        pages.heading(say(title))
        pages.paragraph(place(one), Look(CELL if wide else TEXT))
        if wide:
            pages.turn(lying=False)
    for one in (Placeholder.SECRETARY, Placeholder.CHAIR):
        pages.paragraph(say("(Signed) {dots} {what}", dots="." * 30, what=""), _SIGNED)
        pages.paragraph(f"({place(one)})", Look(left=8))
    return pages.made()
