"""That one acts for another, as a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from bot.domain.calendar import ONE_DAY
from bot.domain.events import ActingGiven
from bot.domain.message import Text, plain
from bot.domain.people import Deputy, Person, Team
from bot.render import dates
from bot.render.language import Say
from bot.render.text import names


def acts_for(say: Say, team: Team, one: Deputy) -> Text:
    """นางมาลี รักษาการแทน นพ.สมคิด (ประธาน)"""
    deputy, whose = called(say, team, one.deputy), with_office(say, team, one.person)
    return _acts(say, deputy, whose, delegated=one.delegated)


def line(say: Say, team: Team, one: Deputy) -> Text:
    """In lists, with its days."""
    span = dates.span(one.since, one.until, say.language)
    return say("• {acts} · {days}", acts=acts_for(say, team, one), days=span)


def called(say: Say, team: Team, person: int) -> str:
    member = team.member(person)
    return names.person(say, member.person) if member else say.caption("a former member")


def with_office(say: Say, team: Team, person: int) -> Text:
    named, member = called(say, team, person), team.member(person)
    offices = names.listed(say, names.offices(say, member)) if member else plain("")
    return say("{person} ({role})", person=named, role=offices) if offices else plain(named)


def _acts(say: Say, deputy: str, person: Text | str, *, delegated: bool) -> Text:
    """`delegated`: it is called ปฏิบัติราชการแทน."""
    if delegated:
        return say("{deputy} acts by delegation for {person}", deputy=deputy, person=person)
    return say("{deputy} acts for {person}", deputy=deputy, person=person)


def example_days(say: Say, first: date) -> dict[str, str]:
    """The first and the last of some days, as people may type them."""
    last = first + 4 * ONE_DAY
    return {"first": dates.digits(first, say.language), "last": dates.digits(last, say.language)}


def entry(say: Say, people: Mapping[int, Person], e: ActingGiven) -> Text:
    """In the history."""
    found = (people.get(who) for who in (e.deputy, e.person))
    deputy, person = (names.person(say, p) if p else say.caption("a former member") for p in found)
    acts = _acts(say, deputy, person, delegated=e.delegated)
    days = dates.span(e.since, e.until, say.language)
    if not e.holds:
        return say("Ended: {acts} · {days}", acts=acts, days=days)
    return say("{acts} · {days}", acts=acts, days=days)
