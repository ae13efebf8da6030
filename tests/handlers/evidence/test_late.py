"""Where a file that is quoted is told of by its id alone, and may come after what quotes it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

from bot.domain.abilities import Abilities
from bot.domain.incoming import Happened, Incoming, IncomingFile, Place, Replied, together
from tests.cast import (
    CHANNEL,
    GROUP,
    MEMBER,
    PRIVATE,
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
@pytest.mark.parametrize(("after", "is_answer"), [(-1, False), (0, True), (1, True)])
def test_only_what_is_said_after_a_question_answers_it(
    office: Office, chat: Place, after: int, *, is_answer: bool
) -> None:
    said = office.now - timedelta(minutes=1)
    attaches(office, 4, chat=chat, at=said)
    sends(office, "ก.pdf", chat=chat, at=said + after * SECOND)
    assert kept(office) == ([(4, "ก.pdf")] if is_answer else [])
