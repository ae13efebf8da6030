"""What stands at the head of the papers of a meeting, and who belongs on them."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.message import Text, plain
from bot.domain.people import Member, Team
from bot.domain.standing import Standing
from bot.render import dates
from bot.render.documents.word import Look, Pages
from bot.render.language import Say
from bot.render.text import names

CENTRED = Look(centred=True)
BOLD = Look(bold=True, before=6, keeps=True)
DOTS = "." * 30
"""A place to fill in by hand."""
MARGIN = "." * 12


def head(pages: Pages, say: Say, s: Standing, number: int, title: Text) -> None:
    """Title, committee, number, day and place; what is not known yet is left to fill in."""
    pages.title(title)
    pages.paragraph(s.plan.sop.committee, Look(bold=True, centred=True))
    year = dates.fiscal_year_number(s.plan.fiscal_year)
    pages.paragraph(say("No. {dots}/{year}", dots=MARGIN, year=year), CENTRED)
    pages.paragraph(_when(say, s, number), CENTRED)
    meeting = s.states[number].meeting
    place = meeting.place if meeting is not None else ""
    pages.paragraph(say("At {place}", place=place or DOTS), CENTRED)


def _when(say: Say, s: Standing, number: int) -> Text:
    meeting = s.states[number].meeting
    if meeting is None:
        return say("On {dots} at {more}", dots=DOTS, more=MARGIN)
    day = dates.weekday_date(meeting.on, say.language)
    if meeting.time is None:
        return say("On {dots} at {more}", dots=day, more=MARGIN)
    return say("{day} at {time}", day=day, time=dates.clock(meeting.time, say.language))


def committee(team: Team) -> Sequence[Member]:
    """Who has a duty: the chair first, the secretary last, as papers list them."""
    found = [m for m in team.members if m.has_duty]
    return sorted(found, key=lambda m: (not m.chair, m.secretary and not m.chair))


def role(say: Say, member: Member | None) -> Text:
    offices = names.offices(say, member) if member is not None else []
    return names.listed(say, offices) if offices else plain("")
