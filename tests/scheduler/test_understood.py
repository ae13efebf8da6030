"""What was read of an update when it came is told once, of that very update, and not for ever."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.domain.incoming import Happened, Incoming, Place
from bot.domain.people import ChatKind
from bot.ports import Envelope
from scheduler.understood import Understood

SAID = Incoming("fake", "1", Place("-100", ChatKind.GROUP), Happened.SAID, text="/plan")


def came(key: str) -> Envelope:
    return Envelope("fake", key, "-100", "as it came", incoming=replace(SAID, key=key))


@pytest.fixture
def understood() -> Understood:
    return Understood()


def test_what_was_read_is_told_once(understood: Understood) -> None:
    understood.remember([came("1"), came("2")])
    assert understood.of(replace(came("2"), incoming=None)) == replace(SAID, key="2")
    assert understood.of(came("2")) is None
    assert understood.of(came("1")) == SAID


def test_what_nobody_read_is_not_known(understood: Understood) -> None:
    unread = replace(came("1"), incoming=None)
    understood.remember([unread])
    assert understood.of(unread) is None


def test_of_another_update_under_the_same_key_nothing_is_known(understood: Understood) -> None:
    understood.remember([came("1")])
    assert understood.of(replace(came("1"), payload="of last week")) is None


def test_what_is_for_us_only_with_the_rest_of_its_album_is_read_with_it(
    understood: Understood,
) -> None:
    understood.remember([replace(came("1"), follows=True)])
    assert understood.of(came("1")) is None


def test_of_a_flood_only_the_oldest_are_remembered(
    understood: Understood, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scheduler.understood.REMEMBERED", 2)
    understood.remember([came("1"), came("2")])
    understood.remember([came("3")])
    assert [understood.of(came(key)) is not None for key in "123"] == [True, True, False]


def test_what_is_forgotten_is_read_again(understood: Understood) -> None:
    understood.remember([came("1")])
    understood.forget()
    assert understood.of(came("1")) is None
