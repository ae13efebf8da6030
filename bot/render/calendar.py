"""A plan, or all plans of a team, as an iCalendar file (RFC 5545) for phones and computers.

An hour is written in UTC, form 2 of https://www.rfc-editor.org/rfc/rfc5545#section-3.3.5: it is the
same instant for each who reads it, and needs no VTIMEZONE, of which Outlook and Google know their
own zones by name only. What lasts a day is a date, of no zone.

To be imported only where a file is made: it loads icalendar.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta

from icalendar import Alarm, Calendar, Event
from icalendar.prop import vDuration, vText, vUri

from bot.domain.calendar import ONE_DAY
from bot.domain.diary import Entry, Fate, diary, reminded_at
from bot.domain.message import Text, join
from bot.domain.people import Team
from bot.domain.plan import Plan
from bot.domain.spelling import one_line
from bot.domain.standing import Standing
from bot.render.language import Say
from bot.render.text import diary as texts
from bot.render.text import names

PRODUCT = "-//sopbot//plan//EN"
REFRESHED = timedelta(hours=4)
"""How often who subscribes had better look: https://www.rfc-editor.org/rfc/rfc7986#section-5.7
(Outlook reads X-PUBLISHED-TTL; Google comes as often as it likes, some once a day)."""
MEETING_LASTS = timedelta(hours=1)
"""Nobody says when one ends; without an end it is no block in a calendar's day."""


def plan_calendar(say: Say, s: Standing, person: int | None, now: datetime) -> bytes:
    """`person`: only what is that one's; None: the whole plan. `now`: aware, when it is made."""
    name = texts.name(say, s.plan, mine=person is not None)
    return _file(say, name, [s], person, now)


def team_calendar(
    say: Say, team: Team, found: Sequence[Standing], person: int | None, now: datetime
) -> bytes:
    """The same of all these plans of a team, for who subscribes."""
    name = texts.team_name(say, team, mine=person is not None)
    return _file(say, name, found, person, now)


def changed_at(plan: Plan) -> datetime:
    """When something last happened to it."""
    return max((e.at for e in plan.events), default=plan.confirmed_at)


def sequence(s: Standing) -> int:
    """Grows with all that happens to a plan, and by a day with each: what waits is put off then,
    too. Of two files the one with the larger number is the newer:
    https://www.rfc-editor.org/rfc/rfc5545#section-3.8.7.4
    """
    return s.plan.version + (s.today - s.plan.rules.local_day(s.plan.confirmed_at)).days


def _file(
    say: Say, name: Text, found: Sequence[Standing], person: int | None, now: datetime
) -> bytes:
    file = Calendar()
    file.add("prodid", PRODUCT)
    file.add("version", "2.0")
    file.add("method", "PUBLISH")
    _tell(file, ("name", "x-wr-calname"), name)
    _tell(file, ("description", "x-wr-caldesc"), join(names.over(say, s.plan) for s in found))
    file.add("refresh-interval", REFRESHED, parameters={"VALUE": "DURATION"})
    file.add("x-published-ttl", vDuration(REFRESHED))
    for s in found:
        for entry in diary(s, person):
            file.add_component(_event(say, s, entry, now))
    made: bytes = file.to_ical()
    return made


def _event(say: Say, s: Standing, entry: Entry, now: datetime) -> Event:
    event = Event()
    event.add("uid", _uid(s.plan, entry))
    event.add("sequence", sequence(s))
    event.add("dtstamp", now.astimezone(UTC))
    event.add("last-modified", changed_at(s.plan).astimezone(UTC))
    _put_when(event, s, entry)
    is_off = entry.fate in (Fate.SKIPPED, Fate.CALLED_OFF)
    event.add("status", "CANCELLED" if is_off else "CONFIRMED")
    title = texts.title(say, s, entry)
    _tell(event, ("summary",), title)
    _tell(event, ("description",), texts.description(say, s, entry))
    _put_where(event, entry)
    at = reminded_at(s, entry)
    if at is not None:
        event.add_component(_alarm(title, at - _begins(s, entry)))
    return event


def _uid(plan: Plan, entry: Entry) -> str:
    """Of this entry for ever; of no other office's plan of the same number."""
    made = plan.confirmed_at.astimezone(UTC)
    return f"{made:%Y%m%dT%H%M%SZ}-p{plan.id}-{entry.key}@sopbot"


def _begins(s: Standing, entry: Entry) -> datetime:
    return datetime.combine(entry.on, entry.time or time(), s.plan.rules.tz)


def _put_when(event: Event, s: Standing, entry: Entry) -> None:
    """Only a meeting takes up somebody's time."""
    if entry.time is None:
        event.add("dtstart", entry.on)
        event.add("dtend", entry.on + ONE_DAY)
        event.add("transp", "TRANSPARENT")
        return
    begins = _begins(s, entry).astimezone(UTC)
    event.add("dtstart", begins)
    event.add("dtend", begins + MEETING_LASTS)
    event.add("transp", "OPAQUE")


def _put_where(event: Event, entry: Entry) -> None:
    meeting = entry.meeting
    if meeting is None:
        return
    _tell(event, ("location",), meeting.place)
    if meeting.link and meeting.link.isprintable() and " " not in meeting.link:
        event.add("url", vUri(meeting.link))


def _alarm(title: Text, before: timedelta) -> Alarm:
    """Counted from the entry's begin, as every calendar reads it."""
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    _tell(alarm, ("description",), title)
    alarm.add("trigger", before)
    return alarm


def _tell(what: Calendar | Event | Alarm, names: Sequence[str], words: Text | str) -> None:
    """As text, in which the library escapes what would end it; empty: it is left out."""
    told = "\n".join(filter(None, map(_printable, str(words).splitlines())))
    if told:
        for name in names:
            what.add(name, vText(told))


def _printable(line: str) -> str:
    return "".join(filter(str.isprintable, one_line(line)))
