"""Where a file that is quoted is told of by its id alone, and may come after what quotes it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

from bot.domain.abilities import Abilities
from bot.domain.incoming import Happened, Incoming, IncomingFile, Place, Replied, together
from bot.ports import Envelope
from tests.cast import (
    ACADEMIC,
    CHANNEL,
    GROUP,
    MEMBER,
    PRIVATE,
    SECRETARY,
    STRANGER,
    Answer,
    Office,
    Somebody,
    office_with_plan,
    pdf,
    place_of,
)
from tests.handlers.evidence.arrivals import arrive
from tests.stores import fresh_store

_keys = count(5000)
SECOND = timedelta(seconds=1)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    store = fresh_store(tmp_path)
    made = office_with_plan(store)
    made.channel.can = Abilities(captions=False)
    yield made
    store.close()


def attaches(
    office: Office,
    step: int,
    quoting: str = "",
    *,
    by: Somebody = MEMBER,
    chat: Place = GROUP,
    at: datetime | None = None,
) -> Answer:
    replied = Replied(quoting, album=quoting) if quoting else None
    return office.play(_said(by, f"แนบ {step}", chat, at, replied=replied))


def sends(
    office: Office,
    *names: str,
    by: Somebody = MEMBER,
    chat: Place = GROUP,
    at: datetime | None = None,
    album: str = "",
) -> Answer:
    """Files, each in the message “id of …”, which are all here."""
    parts = [
        _said(by, "", chat, at, message=f"id of {name}", files=[pdf(name, album=album)])
        for name in names
    ]
    return office.play(together(parts))


def _said(
    by: Somebody,
    text: str,
    chat: Place,
    at: datetime | None,
    *,
    message: str = "",
    files: Sequence[IncomingFile] = (),
    replied: Replied | None = None,
) -> Incoming:
    key = str(next(_keys))
    return Incoming(
        CHANNEL,
        key,
        place_of(by, chat),
        Happened.SAID,
        by.sender,
        text,
        message or key,
        files=tuple(files),
        replied=replied,
        said_at=at,
    )


def kept(office: Office) -> list[tuple[int, str]]:
    """Step and name of each file, once all bytes are here."""
    arrive(office)
    with office.store.reading() as work:
        return [(f.step, f.name) for f in work.files.of_plan(office.plan().id)]


@pytest.mark.parametrize("chat", [GROUP, PRIVATE])
def test_a_file_goes_where_was_said_before_it_came_and_is_waited_for_no_more(
    office: Office, chat: Place
) -> None:
    assert "โปรดส่งไฟล์" in attaches(office, 4, "id of ก.pdf", chat=chat).text
    assert sends(office, "ก.pdf", chat=chat).posts == ()
    sends(office, "ข.pdf", chat=chat)
    assert kept(office) == [(4, "ก.pdf")]


@pytest.mark.parametrize("order", [("ก.pdf", "ข.pdf"), ("ข.pdf", "ก.pdf")])
def test_of_two_files_that_come_late_each_finds_its_step(
    office: Office, order: Sequence[str]
) -> None:
    attaches(office, 4, "id of ก.pdf")
    attaches(office, 5, "id of ข.pdf")
    for name in order:
        sends(office, name)
    assert kept(office) == [(4, "ก.pdf"), (5, "ข.pdf")]


def test_what_was_said_is_what_the_file_is(office: Office) -> None:
    replied = Replied("id of ก.pdf", album="id of ก.pdf")
    office.play(_said(MEMBER, "แนบ 5 ใบลงชื่อ", GROUP, None, replied=replied))
    sends(office, "ก.pdf")
    assert "คำอธิบาย: ใบลงชื่อ" in arrive(office)[0].text


def test_who_quoted_it_needs_the_right_and_who_sent_it_is_its_sender(office: Office) -> None:
    attaches(office, 4, "id of ก.pdf", by=SECRETARY)
    sends(office, "ก.pdf", by=ACADEMIC)  # who may attach nothing to step 4
    assert ACADEMIC.official_name in arrive(office)[0].text
    office.say(SECRETARY, "เลิกทำ")
    assert kept(office) == []


def test_who_sent_it_is_not_met_by_that(office: Office) -> None:
    attaches(office, 4, "id of ก.pdf")
    sends(office, "ก.pdf", by=STRANGER)
    assert kept(office) == [(4, "ก.pdf")]
    with office.store.reading() as work:
        assert work.people.by_account(CHANNEL, STRANGER.account) is None


def test_a_file_that_two_quoted_goes_where_each_said(office: Office) -> None:
    attaches(office, 4, "id of ก.pdf")
    attaches(office, 5, "id of ก.pdf", by=SECRETARY)
    sends(office, "ก.pdf")
    assert kept(office) == [(4, "ก.pdf"), (5, "ก.pdf")]


def test_of_pictures_sent_in_one_go_all_go_where_was_said_of_one(office: Office) -> None:
    attaches(office, 4, "id of ข.jpg")
    sends(office, "ก.jpg", "ข.jpg", album="s1")
    assert kept(office) == [(4, "ก.jpg"), (4, "ข.jpg")]


@pytest.mark.parametrize("chat", [GROUP, PRIVATE])
def test_what_was_said_of_it_is_taken_back_with_the_question(office: Office, chat: Place) -> None:
    attaches(office, 4, "id of ก.pdf", chat=chat)
    question = attaches(office, 5, "id of ข.pdf", chat=chat).post
    office.say(MEMBER, "ยกเลิก", chat, reply_to=question)
    sends(office, "ก.pdf", chat=chat)
    sends(office, "ข.pdf", chat=chat)
    assert kept(office) == []


def test_one_that_was_held_while_the_command_was_read_comes_in(office: Office) -> None:
    with office.store.work() as work:
        held = Envelope(CHANNEL, "1", GROUP.address, "", "id of ก.pdf", follows=True)
        work.inbox.accept([held], office.now)
        work.commit()
    attaches(office, 4, "id of ก.pdf")
    with office.store.work() as work:
        [(_, found, _)] = work.inbox.claim(office.now, office.now + SECOND)
    assert found.key == held.key


def test_it_comes_within_an_hour_or_is_talk(office: Office) -> None:
    attaches(office, 4, "id of ก.pdf")
    office.now += timedelta(minutes=61)
    sends(office, "ก.pdf")
    assert kept(office) == []


def test_what_was_sent_before_it_was_asked_for_in_place_of_another_is_not_it(
    office: Office,
) -> None:
    attaches(office, 4, "id of ก.pdf", at=office.now - 9 * SECOND)
    sends(office, "ข.pdf", at=office.now - SECOND)
    assert kept(office) == []
    sends(office, "ค.pdf", at=office.now + SECOND)
    assert kept(office) == [(4, "ค.pdf")]


@pytest.mark.parametrize("chat", [GROUP, PRIVATE])
@pytest.mark.parametrize(("after", "is_answer"), [(-1, False), (0, True), (1, True)])
def test_only_what_is_said_after_a_question_answers_it(
    office: Office, chat: Place, after: int, *, is_answer: bool
) -> None:
    said = office.now - timedelta(minutes=1)
    attaches(office, 4, chat=chat, at=said)
    sends(office, "ก.pdf", chat=chat, at=said + after * SECOND)
    assert kept(office) == ([(4, "ก.pdf")] if is_answer else [])


def test_files_whose_step_is_asked_for_are_not_what_is_quoted(office: Office) -> None:
    there = Replied("id of ก.pdf", files=(pdf("ก.pdf"),))
    office.play(_said(SECRETARY, "แนบ", GROUP, None, replied=there))
    attaches(office, 4, "id of ข.pdf", by=SECRETARY)
    sends(office, "ข.pdf")
    assert kept(office) == [(4, "ข.pdf")]


def test_what_its_sender_was_asked_for_is_that_too(office: Office) -> None:
    attaches(office, 7, by=ACADEMIC)
    attaches(office, 4, "id of ก.pdf")
    sends(office, "ก.pdf", by=ACADEMIC)
    assert kept(office) == [(4, "ก.pdf"), (7, "ก.pdf")]


def test_who_quotes_the_question_quotes_no_file(office: Office) -> None:
    question = attaches(office, 4, chat=PRIVATE).post
    said = office.now - timedelta(minutes=1)
    replied = Replied(question.id, album=question.id)
    office.play(_said(MEMBER, "แนบ 5", PRIVATE, said, replied=replied))
    sends(office, "ก.pdf", chat=PRIVATE, at=said + SECOND)
    assert kept(office) == [(5, "ก.pdf")]
