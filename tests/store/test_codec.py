from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass, fields
from datetime import date
from typing import Annotated, Any, Literal, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import Discriminator

from bot.domain.events import Closed, Event, Returned, StepEvent
from bot.domain.message import Message, Run, Style, Text
from bot.domain.rules import Rules
from bot.store.codec import TAGS, decode, decode_event, encode, encode_event, encoded
from bot.store.trouble import GARBAGE
from tests.security.effort import examples
from tests.store.rows import NOW

WORDS = st.sampled_from(["text", "runs", "style", "buttons", "on", "kept", "step", "off", "slot"])
EVENTS = st.one_of(
    [st.builds(kind, at=st.just(NOW), id=st.integers(1, 9)) for kind in get_args(Event)]
)


INFERRED: Any = {one.name: ... for one in fields(Message)}
ALONE = st.builds(Message, **{**INFERRED, "then": st.just(())})
MESSAGES = st.builds(Message, **{**INFERRED, "then": st.lists(ALONE, max_size=2).map(tuple)})
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda held: st.lists(held, max_size=3) | st.dictionaries(WORDS, held, max_size=5),
    max_leaves=8,
)


@dataclass(frozen=True)
class Loan:
    days: int
    kind: Literal["loan"] = "loan"


@dataclass(frozen=True)
class Gift:
    days: int
    kind: Literal["gift"] = "gift"


def through_json(kind: Any, value: object) -> object:
    return json.loads(json.dumps(encode(kind, value)))


@given(EVENTS)
def test_every_event_is_read_back_as_it_was_written(event: Event) -> None:
    data = json.loads(encode_event(event))
    step = event.step if isinstance(event, StepEvent) else None
    tag = TAGS[type(event)]
    assert decode_event(tag, data, at=event.at, by=event.by, id=event.id, step=step) == event


@examples(30)
@given(MESSAGES)
def test_every_message_is_read_back_as_it_was_written_and_as_text_it_is_the_same(
    message: Message,
) -> None:
    written = encode(Message, message)
    assert decode(Message, json.loads(json.dumps(written))) == message
    assert json.loads(encoded(Message, message)) == written


@given(st.from_type(Rules))
def test_all_rules_are_read_back_as_they_were_written(rules: Rules) -> None:
    assert decode(Rules, through_json(Rules, rules)) == rules


def test_every_event_has_a_tag_that_stands_in_the_rows_of_every_release() -> None:
    assert set(TAGS) == set(get_args(Event))
    assert " ".join(sorted(TAGS.values())) == (
        "Acknowledged ActingGiven AgendaItem AgendaMoved AgendaRemoved Agreed AssignmentDone "
        "Attending Carried CheckedIn Cloned Closed Confirmed Dated Exported Extended "
        "ExtensionAsked ExtensionDeclined FileDated FileKept FileRemoved FilesDeleted Judged "
        "LeadNamed LessonTold Limited Named Numbered ObstacleOver Outcome OutcomeRemoved "
        "Progressed QuorumSet Reopened Reported Returned RoleGiven Skipped SopRevised Undone "
        "Waived WorkNamed WorkRemoved"
    )


def test_what_has_a_column_of_its_own_is_not_written_twice() -> None:
    event = Returned(at=NOW, by=4, id=9, step=1, to=date(2026, 10, 20), reason="")
    assert json.loads(encode_event(event)) == {"to": "2026-10-20", "reason": ""}


def test_a_row_of_an_older_program_takes_the_defaults() -> None:
    event = decode_event("Closed", {"on": "2026-10-20"}, at=NOW, by=None, id=1, step=1)
    assert event == Closed(at=NOW, id=1, step=1, on=date(2026, 10, 20), note="")
    assert decode(Rules, {"overdue": [1]}) == Rules(overdue=(1,))


def test_what_a_newer_program_added_is_passed_over() -> None:
    run = {"text": "ก", "style": "bold", "colour": "red"}
    assert decode(Text, {"runs": [run]}) == Text((Run("ก", Style.BOLD),))


def test_what_has_no_json_is_refused() -> None:
    with pytest.raises(ValueError, match="object"):
        encode(Any, [object()])


@pytest.mark.parametrize("value", [Text("ก"), Text((Run("ก", "huge"),))])  # type: ignore[arg-type]
def test_what_could_not_be_read_back_is_not_written(value: Text) -> None:
    with pytest.raises(ValueError, match="serialized"):
        encode(Text, value)


@given(JSON)
def test_damaged_content_is_read_as_what_it_may_be_or_refused_as_garbage(data: Any) -> None:
    for read in (
        lambda: decode(Message, data),
        lambda: decode(Rules, data),
        lambda: decode_event("Reopened", data, at=NOW, by=None, id=1, step=1),
    ):
        with suppress(*GARBAGE):
            read()


@given(st.builds(Loan) | st.builds(Gift))
def test_a_member_of_a_union_comes_back_as_itself(value: Loan | Gift) -> None:
    kind: Any = Annotated[Loan | Gift, Discriminator("kind")]
    assert decode(kind, through_json(kind, value)) == value


def test_a_union_without_a_tag_is_refused() -> None:
    kind: Any = tuple[Loan | Gift, ...]
    with pytest.raises(TypeError, match="no tag"):
        encode(kind, (Gift(1),))
