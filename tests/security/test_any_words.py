"""Whatever is typed or stands behind a button, by whomever and wherever: an answer, or none.

Never a fault, and every answer is one that Telegram takes.
"""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram.keyboard import keyboard, question
from bot.channels.telegram.markup import pieces
from bot.domain.incoming import Place
from handlers.table import COMMANDS
from tests.cast import (
    ACADEMIC,
    CHAIR,
    GROUP,
    MEMBER,
    OTHER_GROUP,
    PRIVATE,
    SECRETARY,
    STRANGER,
    Somebody,
)
from tests.office import Answer, Office, Post
from tests.peers.telegram.texts import text_of
from tests.security import words
from tests.security.door import NOW, open_door
from tests.security.effort import examples


@dataclass(frozen=True)
class Deed:
    who: Somebody
    where: Place
    pressed: bool
    words: str

    def done_in(self, office: Office) -> Answer:
        if self.pressed:
            return office.press(self.who, self.words, chat=self.where)
        return office.say(self.who, self.words, self.where)


who = st.sampled_from([SECRETARY, CHAIR, MEMBER, ACADEMIC, STRANGER])
where = st.sampled_from([GROUP, PRIVATE, OTHER_GROUP])
anything_typed = st.builds(Deed, who, where, st.just(False), words.typed)
anything_pressed = st.builds(Deed, who, where, st.just(True), words.pressed)
deeds = st.lists(st.one_of(anything_pressed, anything_typed), min_size=1, max_size=6)


def command_lines(name: str) -> st.SearchStrategy[list[Deed]]:
    line = st.tuples(st.booleans(), words.arguments).map(
        lambda found: (found[0], f"{name} {found[1]}" if found[0] else f"/{name} {found[1]}")
    )
    one = st.tuples(who, where, line).map(lambda t: Deed(t[0], t[1], *t[2]))
    return st.lists(one, min_size=1, max_size=4)


def takes(post: Post) -> None:
    """As Telegram does."""
    keyboard(post.message, "sop_bot")
    question(post.message)
    for piece in pieces(post.message.text, {}):
        text_of({"text": piece.html, "parse_mode": "HTML"})


def are_answered(done: list[Deed]) -> None:
    with open_door() as door:
        office = Office(door.store, NOW)
        for deed in done:
            answer = deed.done_in(office)
            for post in (*answer.posts, *answer.elsewhere):
                takes(post)
        assert door.unsound() == {}


@examples(40)
@given(deeds)
def test_whatever_is_said_is_answered_or_left_alone(done: list[Deed]) -> None:
    are_answered(done)


@pytest.mark.parametrize("name", [c.name for c in COMMANDS])
def test_every_command_takes_any_arguments(name: str) -> None:
    examples(1)(given(command_lines(name))(are_answered))()
