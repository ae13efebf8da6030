"""A committee's life in any order: talk, buttons of others, files, comings and goings, weeks."""

from __future__ import annotations

import asyncio
from contextlib import ExitStack
from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from bot.channels.telegram.raw import Json
from tests.cast import GROUP, MEMBERS, OTHER_GROUP, STRANGER, Somebody
from tests.channels.telegram import updates as known
from tests.channels.telegram.updates import changed, member, message
from tests.security import words
from tests.security.door import Door, open_door
from tests.security.effort import examples
from tests.security.wire import Posted
from tests.stores import DATABASE

who = st.sampled_from([*MEMBERS, STRANGER])
group = st.sampled_from([int(GROUP.address), int(OTHER_GROUP.address)])
newest = st.integers(1, 8)
"""How far back a person reaches for a message of the bot."""
status = st.sampled_from(["member", "administrator", "left", "kicked", "restricted"])


class Course(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.stack = ExitStack()
        self.door: Door = self.stack.enter_context(open_door(DATABASE))
        self.number = 900

    @rule(who=who, text=words.typed, group=group)
    def says_in_a_group(self, who: Somebody, text: str, group: int) -> None:
        self.happens(message=said(text, {"id": group, "type": "supergroup"}, who))

    @rule(who=who, text=words.typed)
    def says_in_private(self, who: Somebody, text: str) -> None:
        self.happens(message=said(text, private(who), who))

    @rule(who=who, text=words.typed, back=newest)
    def replies(self, who: Somebody, text: str, back: int) -> None:
        if post := self.post(back):
            to = {**message(chat=post.chat), "message_id": post.id, "from": known.BOT}
            self.happens(message={**said(text, post.chat, who), "reply_to_message": to})

    @rule(who=who, back=newest, button=st.integers(0, 40))
    def presses(self, who: Somebody, back: int, button: int) -> None:
        if (post := self.post(back)) and post.actions:
            self.press(who, post, post.actions[button % len(post.actions)])

    @rule(who=who, back=newest, data=words.pressed)
    def forges(self, who: Somebody, back: int, data: str) -> None:
        if post := self.post(back):
            self.press(who, post, data)

    @rule(who=who, caption=words.typed, size=st.sampled_from([5, 30 * 1024**2]), back=newest)
    def sends_a_file(self, who: Somebody, caption: str, size: int, back: int) -> None:
        if post := self.post(back):
            file = {"file_id": str(size), "file_name": "แผน.pdf.exe", "file_size": size}
            reply = {**message(chat=post.chat), "message_id": post.id, "from": known.BOT}
            sent = {"document": file, "caption": caption, "reply_to_message": reply}
            self.happens(message={**said("", post.chat, who), **sent})

    @rule(who=who, kind=st.sampled_from(["chat_member", "my_chat_member"]), group=group, to=status)
    def comes_or_goes(self, who: Somebody, kind: str, group: int, to: str) -> None:
        user = known.BOT if kind == "my_chat_member" else person(who)
        place = {"id": group, "type": "supergroup"}
        before = member("member" if to in ("left", "kicked") else "left", user)
        self.happens(**{kind: changed(kind, before, member(to, user), place)[kind]})

    @rule(hours=st.sampled_from([1, 24, 24 * 7, 24 * 60]))
    def time_passes(self, hours: int) -> None:
        self.door.clock.advance(hours=hours)
        asyncio.run(self.door.hears([]))

    @invariant()
    def nothing_is_left_half_done(self) -> None:
        assert self.door.incidents == []
        assert self.door.unsound() == {}

    def teardown(self) -> None:
        self.stack.close()

    def press(self, who: Somebody, post: Posted, data: str) -> None:
        under = {**message(chat=post.chat), "message_id": post.id}
        query = {"id": "Q", "from": person(who), "message": under, "data": data}
        self.happens(callback_query=query)

    def happens(self, **update: Any) -> None:
        self.number += 1
        asyncio.run(self.door.hears([{"update_id": self.number, **update}]))

    def post(self, back: int) -> Posted | None:
        posted = self.door.bot.posted
        return posted[-back] if len(posted) >= back else None


def person(who: Somebody) -> Json:
    user = {"id": int(who.account), "is_bot": False, "first_name": who.name}
    return {**user, "username": who.username} if who.username else user


def private(who: Somebody) -> Json:
    return {"id": int(who.account), "type": "private", "first_name": who.name}


def said(text: str, chat: Json, who: Somebody) -> Json:
    return message(text, chat, person(who))


TestAnyCourse = pytest.mark.databases(Course.TestCase)
TestAnyCourse.settings = examples(6, steps=15)
