"""A group whose platform tells no administrators: whoever is in it may make its first plan."""

from __future__ import annotations

from bot.channels.line.channel import LineChannel
from bot.domain.incoming import Happened
from bot.ports import Store
from tests.cast import (
    ACADEMIC,
    CHAIR,
    MEMBER,
    PRIVATE,
    SECRETARY,
    Answer,
    Office,
    Post,
    Somebody,
    local,
)

LINE_LIKE = LineChannel.can
SURE = "ยืนยันคัดค้าน"


def office_nobody_administers(store: Store) -> Office:
    """All of the cast are in the group, whom the platform names when it is asked."""
    office = Office(store, now=local("2026-09-28 09:00"))
    office.channel.can = LINE_LIKE
    office.administrators = {SECRETARY, CHAIR, MEMBER, ACADEMIC}
    office.happens(Happened.BOT_ADDED, SECRETARY)
    for who in office.administrators:
        office.happens(Happened.OPENED, who, PRIVATE)
        office.say(who, "สถานะ")
    return office


def set_up(office: Office) -> Post:
    """By SECRETARY; what the group reads of the office."""
    form = office.say(SECRETARY, "จัดทำแผน 1/10/2569").post
    return news(office.press(SECRETARY, "ยืนยัน", form))


def news(answer: Answer) -> Post:
    """What of it can be objected to."""
    (told,) = [p for p in answer.posts if "คัดค้าน" in p.labels]
    return told


def secretaries(office: Office) -> list[str]:
    return [m.person.name for m in office.team().secretaries]


def objects(office: Office, who: Somebody, told: Post) -> Answer:
    """By the button under this, and once more when asked."""
    return sure(office, who, office.press(who, "คัดค้าน", told))


def sure(office: Office, who: Somebody, asked: Answer) -> Answer:
    """The answer to the question; what was refused is not asked."""
    return office.press(who, SURE, asked.post) if SURE in asked.labels else asked
