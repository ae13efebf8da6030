"""People who ask to be forgotten."""

from __future__ import annotations

from tests.cast import CHAIR, PRIVATE, SECRETARY, Answer, Office, Post, Somebody

ERASE, LEAVE = "ลบข้อมูลถาวร", "ไม่ลบ"
"""The buttons under the question."""


def asked(office: Office, who: Somebody) -> Post:
    return office.say(who, "ลบข้อมูลของฉัน", PRIVATE).post


def forgets(office: Office, who: Somebody) -> Answer:
    return office.press(who, ERASE, asked(office, who))


def farewell_to(office: Office, who: Somebody) -> Post:
    """The last message; before it the question loses its buttons."""
    *_, last = forgets(office, who).posts
    return last


def with_a_second_secretary(office: Office) -> None:
    office.say(SECRETARY, "/secretary", reply_to=CHAIR)


def is_known(office: Office, who: Somebody) -> bool:
    with office.store.reading() as work:
        return work.people.by_account("telegram", who.account) is not None
