"""Why a deputy is not recorded, and what to do then."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime

from bot.domain.message import Text, join
from bot.domain.people import Deputy, Person, Team
from bot.render import dates
from bot.render.language import Say
from bot.render.text import names
from bot.render.text.acting import example_days, line


def _self(say: Say) -> Text:
    return say("Nobody can act for himself or herself.\nPlease name another member.")


def _nobody(say: Say, called: str) -> Text:
    how = say(
        "Please type “รักษาการ”, the name behind @, and the days; or type “รักษาการ” alone and press "
        "the button."
    )
    return join([say("Who is to act is not clear: {called}", called=called) if called else "", how])


def _no_member(say: Say, person: Person) -> Text:
    return say(
        "{person} is not a member of the committee here.\nPlease name a member.",
        person=names.person(say, person),
    )


def _backwards(say: Say, first: date, last: date) -> Text:
    return say(
        "The last day ({last}) is before the first ({first}).\nPlease type the days again.",
        first=dates.short_date(first, say.language),
        last=dates.short_date(last, say.language),
    )


def _passed(say: Say, last: date) -> Text:
    day = dates.short_date(last, say.language)
    return say("The last day ({day}) has passed.\nPlease type the days again.", day=day)


def _too_long(say: Say, most: int) -> Text:
    return say(
        "A deputy is recorded for {most} days at most, to begin within a year.\n"
        "Please type the days again.",
        most=most,
    )


def _days_unreadable(say: Say, example: date) -> Text:
    return say(
        "The days cannot be read.\nPlease type the first and the last day, for example "
        "{first} – {last}, or “ยกเลิก”.",
        **example_days(say, example),
    )


def _overlaps(say: Say, team: Team, standing: Deputy) -> Text:
    return say(
        "For some of these days a deputy is recorded already:\n{line}\n"
        "Please choose other days, or end that one first (“ยกเลิกรักษาการ”).",
        line=line(say, team, standing),
    )


def _away(say: Say, team: Team, standing: Deputy) -> Text:
    return say(
        "In these days another acts for this person:\n{line}\nPlease name somebody else.",
        line=line(say, team, standing),
    )


def _office_open(say: Say, at: datetime) -> Text:
    return say(
        "While the others may object to who holds the office, nobody is named to act for it.\n"
        "Please try again after {moment}.",
        moment=dates.moment(at, say.language),
    )


def _no_holder(say: Say, role: str) -> Text:
    if role == "chair":
        return say("No chair is recorded yet.\nPlease name the chair first (“กำหนดประธาน”).")
    return say(
        "There are several secretaries, or none.\nPlease type “รักษาการ” and press the button."
    )


REFUSALS: Mapping[str, Callable[..., Text]] = {
    "deputy-self": _self,
    "deputy-nobody": _nobody,
    "deputy-no-member": _no_member,
    "deputy-backwards": _backwards,
    "deputy-passed": _passed,
    "deputy-too-long": _too_long,
    "deputy-days-unreadable": _days_unreadable,
    "deputy-overlaps": _overlaps,
    "deputy-away": _away,
    "deputy-office-open": _office_open,
    "deputy-no-holder": _no_holder,
}
