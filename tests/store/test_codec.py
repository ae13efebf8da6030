from __future__ import annotations

import json
from datetime import date
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.events import Closed, Event, Extended, StepEvent
from bot.domain.message import Message, Run, Style, Text
from bot.domain.rules import Rules
from bot.store.codec import TAGS, decode, decode_event, encode, encode_event
from tests.store.rows import NOW

EVENTS = st.one_of(
    [st.builds(kind, at=st.just(NOW), id=st.integers(1, 9)) for kind in get_args(Event)]
)


def through_json(value: object) -> object:
    return json.loads(json.dumps(encode(value)))


@given(EVENTS)
def test_every_event_is_read_back_as_it_was_written(event: Event) -> None:
    data = json.loads(json.dumps(encode_event(event)))
    step = event.step if isinstance(event, StepEvent) else None
    tag = TAGS[type(event)]
    assert decode_event(tag, data, at=event.at, by=event.by, id=event.id, step=step) == event


@given(st.from_type(Message))
def test_every_message_is_read_back_as_it_was_written(message: Message) -> None:
    assert decode(Message, through_json(message)) == message


@given(st.from_type(Rules))
def test_all_rules_are_read_back_as_they_were_written(rules: Rules) -> None:
    assert decode(Rules, through_json(rules)) == rules


def test_every_event_has_a_tag_that_stands_in_the_rows_of_every_release() -> None:
    assert set(TAGS) == set(get_args(Event))
    assert " ".join(sorted(TAGS.values())) == (
        "Acknowledged CheckedIn Closed Confirmed Dated Extended FileKept FileRemoved Limited "
        "Progressed Reopened RoleGiven Skipped Undone WorkNamed WorkRemoved"
    )


def test_what_has_a_column_of_its_own_is_not_written_twice() -> None:
    event = Extended(at=NOW, by=4, id=9, step=1, to=date(2026, 10, 20), reason="")
    assert encode_event(event) == {"to": "2026-10-20", "reason": ""}


def test_a_row_of_an_older_program_takes_the_defaults() -> None:
    event = decode_event("Closed", {"on": "2026-10-20"}, at=NOW, by=None, id=1, step=1)
    assert event == Closed(at=NOW, id=1, step=1, on=date(2026, 10, 20), note="")
    assert decode(Rules, {"overdue": [1]}) == Rules(overdue=(1,))


def test_what_a_newer_program_added_is_passed_over() -> None:
    run = {"text": "ก", "style": "bold", "colour": "red"}
    assert decode(Text, {"runs": [run]}) == Text((Run("ก", Style.BOLD),))


def test_what_has_no_json_is_refused() -> None:
    with pytest.raises(TypeError, match="object"):
        encode([object()])
