"""The day, the hour and the place of a meeting, as every message about it names them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.domain.events import Dated
from bot.domain.message import Button, Text, join, plain
from bot.render import dates
from bot.render.language import Say


def whole(say: Say, meeting: Dated) -> Text:
    """ประชุมวันพุธที่ 3 มีนาคม 2570 เวลา 13.30 น."""
    day = dates.weekday_date(meeting.on, say.language)
    if meeting.time is None:
        return say("Meeting on {day}", day=day)
    return say("Meeting on {day} at {time}", day=day, time=_hour(say, meeting))


def short(say: Say, meeting: Dated) -> Text:
    """ประชุม 3 มี.ค. 70 เวลา 13.30 น., for lists."""
    day = dates.short_date(meeting.on, say.language)
    if meeting.time is None:
        return say("meeting {day}", day=day)
    return say("meeting {day} at {time}", day=day, time=_hour(say, meeting))


def in_line(say: Say, meeting: Dated) -> Text:
    """ประชุมวันพุธที่ 3 มีนาคม 2570 เวลา 13.30 น., within a line."""
    day = dates.weekday_date(meeting.on, say.language)
    if meeting.time is None:
        return say("meeting on {day}", day=day)
    return say("meeting on {day} at {time}", day=day, time=_hour(say, meeting))


def today(say: Say, meeting: Dated) -> Text:
    """วันนี้ ประชุม เวลา 13.30 น."""
    if meeting.time is None:
        return say("Meeting today")
    return say("Meeting today at {time}", time=_hour(say, meeting))


def was(say: Say, meeting: Dated) -> Text:
    """Of one whose step was not closed."""
    day = dates.weekday_date(meeting.on, say.language)
    if meeting.time is None:
        return say("The meeting was fixed for {day}.", day=day)
    return say("The meeting was fixed for {day} at {time}.", day=day, time=_hour(say, meeting))


def where(say: Say, meeting: Dated) -> Text:
    """The room, and that one can take part online: the address itself stands behind a button."""
    return join([room(say, meeting), online(say, meeting)])


def room(say: Say, meeting: Dated) -> Text:
    return say("Place: {place}", place=meeting.place) if meeting.place else plain("")


def online(say: Say, meeting: Dated) -> Text:
    """Where the button stands below."""
    return say("Online: press “Join online”") if meeting.link else plain("")


def online_rows(say: Say, meeting: Dated) -> tuple[tuple[Button, ...], ...]:
    if not meeting.link:
        return ()
    return ((Button(say.caption("Join online"), link=meeting.link),),)


def fixed_already(say: Say, number: int) -> Text:
    return say(
        "The meeting of step {number} is fixed so already. Nothing was changed.", number=number
    )


def held_or_not(say: Say) -> Text:
    """Of one whose day has passed while a step before it was open."""
    return say(
        "If it was held, please close the step with its day. If not, please tell the secretary, "
        "who fixes a new one."
    )


def _hour(say: Say, meeting: Dated) -> str:
    assert meeting.time is not None
    return dates.clock(meeting.time, say.language)


def _place_too_long(say: Say, length: int, limit: int) -> Text:
    return say(
        "The place has {length} characters, more than {limit}.\nPlease shorten it.",
        length=length,
        limit=limit,
    )


def _link_too_long(say: Say, length: int, limit: int) -> Text:
    return say(
        "The address has {length} characters, more than {limit}.\nPlease use a shorter one.",
        length=length,
        limit=limit,
    )


def _link_unusable(say: Say) -> Text:
    return say(
        "This address cannot be opened from a chat.\n"
        "Please give one that begins with https://, as the meeting's programme shows it."
    )


REFUSALS: Mapping[str, Callable[..., Text]] = {
    "place-too-long": _place_too_long,
    "meeting-link-too-long": _link_too_long,
    "link-unusable": _link_unusable,
}
