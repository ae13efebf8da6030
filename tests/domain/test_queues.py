from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.domain.incoming import Happened, Incoming, IncomingFile, Place
from bot.domain.people import ChatKind
from bot.domain.queues import FILES_WAIT, Draft, awaits

NOON = datetime(2026, 10, 1, 12, tzinfo=UTC)


def asked(data: Mapping[str, Any], kind: str = FILES_WAIT) -> Draft:
    return Draft(1, kind, 2, 3, data, NOON.replace(hour=13))


def sent(album: str = "", at: datetime | None = NOON) -> Incoming:
    file = IncomingFile("source", "ก.pdf", album=album)
    place = Place("-1", ChatKind.GROUP)
    return Incoming("line", "1", place, Happened.SAID, files=(file,), said_at=at)


@pytest.mark.parametrize(
    ("since", "at", "is_answer"),
    [
        (NOON, NOON, True),
        (NOON.replace(microsecond=1), NOON, False),
        (NOON, None, True),
        (None, NOON, True),
    ],
)
def test_a_file_that_was_asked_for_is_sent_no_earlier(
    since: datetime | None, at: datetime | None, *, is_answer: bool
) -> None:
    question = asked({"plan": 1, "step": 4, "since": since and since.isoformat()})
    assert awaits(question, sent(at=at)) is is_answer


def test_a_question_of_an_older_version_tells_no_moment() -> None:
    assert awaits(asked({"plan": 1, "step": 4}), sent())


def test_where_the_step_is_asked_for_only_the_rest_of_the_album_belongs_to_it() -> None:
    question = asked({"files": [{"file": {"album": album}} for album in ("s1", "")]})
    assert [awaits(question, sent(album)) for album in ("s1", "s2", "")] == [True, False, False]


def test_no_other_question_is_answered_by_a_file() -> None:
    assert not awaits(None, sent())
    assert not awaits(asked({}, "ask:reason"), sent())
