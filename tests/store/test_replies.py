"""What one update is answered in its chat, and the token by which that may go."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.domain.message import About, apart
from bot.domain.people import ChatKind
from bot.ports import FAREWELL, SAMPLE, UnitOfWork
from tests.store import rows
from tests.store.rows import LATER, NOW

HERE, CAUSE = "-100", "line.01HX"


@pytest.fixture
def work(work: UnitOfWork) -> UnitOfWork:
    rows.team(work)
    work.caused_by(CAUSE)
    return work


def say(work: UnitOfWork, *texts: str, key: str = "", to: str = HERE) -> None:
    for number, text in enumerate(texts):
        said = rows.message(text, About(1, number))
        work.outbox.post(rows.group(work, to).id, said, NOW, key=key)


def test_all_that_answers_one_update_is_one_delivery(work: UnitOfWork) -> None:
    with work.outbox.answering(HERE, "token", NOW):
        say(work, "ปิดแล้ว", "ขั้นตอนต่อไป", "ครบแล้ว")
    claimed = rows.claim(work)
    assert claimed.message is not None
    texts = [one.text.plain for one in apart(claimed.message)]
    assert texts == ["ปิดแล้ว", "ขั้นตอนต่อไป", "ครบแล้ว"]
    assert claimed.message.about == (About(1, 0), About(1, 1), About(1, 2))
    assert (claimed.reply, claimed.lapses) == ("token", False)
    assert rows.texts(work) == []


def test_what_is_said_elsewhere_is_a_message_of_its_own(work: UnitOfWork) -> None:
    with work.outbox.answering(HERE, "token", NOW):
        say(work, "answer")
        say(work, "elsewhere", to="-200")
    claimed = work.outbox.claim(NOW, LATER, most=2)
    assert sorted((d.chat.address, d.reply) for d in claimed) == [("-100", "token"), ("-200", "")]


def test_what_is_said_afterwards_is_no_answer(work: UnitOfWork) -> None:
    with work.outbox.answering(HERE, "token", NOW):
        say(work, "answer")
    say(work, "news")
    rows.deliver(work)
    assert rows.claim(work).reply == ""


def test_an_answer_that_only_tells_lapses(work: UnitOfWork) -> None:
    with work.outbox.answering(HERE, "token", NOW, lapses=True):
        say(work, "สถานะ")
    assert rows.claim(work).lapses


def test_it_is_found_again_by_the_first_key(work: UnitOfWork) -> None:
    with work.outbox.answering(HERE, "token", NOW):
        say(work, "hello")
        say(work, "sign up", key="signup:1")
    rows.deliver(work, "77")
    assert work.sent.named(rows.group(work).id, "signup:1") == "77"


@pytest.mark.parametrize("keys", [(SAMPLE, ""), ("", SAMPLE), (SAMPLE, "", SAMPLE)])
def test_what_is_more_than_a_sample_has_not_its_key(
    work: UnitOfWork, keys: tuple[str, ...]
) -> None:
    with work.outbox.answering(HERE, "token", NOW):
        for key in keys:
            say(work, "answer", key=key)
    assert rows.claim(work).key == ""


def test_a_key_beside_a_sample_is_found_again(work: UnitOfWork) -> None:
    with work.outbox.answering(HERE, "token", NOW):
        for key in (SAMPLE, "signup:1"):
            say(work, "answer", key=key)
    assert rows.claim(work).key == "signup:1"


def test_a_sample_that_answers_alone_is_one(work: UnitOfWork) -> None:
    with work.outbox.answering(HERE, "token", NOW):
        say(work, "sample", "another", key=SAMPLE)
    assert rows.claim(work).key == SAMPLE


def test_a_token_that_nothing_went_by_is_kept_for_what_answers_later(work: UnitOfWork) -> None:
    with work.outbox.answering(HERE, "token", NOW):
        say(work, "elsewhere", to="-200")
    assert work.outbox.kept_reply(CAUSE) == "token"
    work.outbox.forget_replies(NOW + timedelta(seconds=1))
    assert work.outbox.kept_reply(CAUSE) == ""


def test_a_token_by_which_the_answer_goes_is_not_kept(work: UnitOfWork) -> None:
    with work.outbox.answering(HERE, "token", NOW):
        say(work, "answer")
    assert work.outbox.kept_reply(CAUSE) == ""


def test_what_was_answered_is_not_replaced_by_what_has_its_key(work: UnitOfWork) -> None:
    with work.outbox.answering(HERE, "token", NOW):
        say(work, "answer")
        say(work, "sign up", key="signup:1")
    say(work, "sign up again", key="signup:1")
    assert rows.deliveries(work) == ["answer", "sign up again"]


def test_whether_something_was_kept_back_before_is_told_of_its_chat(work: UnitOfWork) -> None:
    chat = rows.group(work, HERE).id
    for text in ("one", "two"):
        work.outbox.post(chat, rows.message(text), NOW)
        work.outbox.keep_back(rows.claim(work), NOW)
    assert not work.outbox.is_kept_back_since(chat, NOW)
    assert work.outbox.is_kept_back_since(chat, LATER)
    assert not work.outbox.is_kept_back_since(chat + 1, LATER)


def test_of_each_platform_it_is_known_where_something_is_kept_back(work: UnitOfWork) -> None:
    chats = [rows.group(work, HERE), work.chats.at("line", "C1", ChatKind.GROUP)]
    for chat in (*chats, rows.group(work, "-300")):
        work.outbox.post(chat.id, rows.message(), NOW)
    for one in [*rows.claim_all(work)][:2]:
        work.outbox.keep_back(one, NOW)
    assert [work.outbox.kept_back_on(chat.channel) for chat in chats] == [[c.id] for c in chats]


def test_a_farewell_that_is_kept_back_is_over(work: UnitOfWork) -> None:
    say(work, "farewell", key=FAREWELL)
    work.outbox.keep_back(rows.claim(work), NOW)
    assert work.outbox.kept_back(rows.group(work, HERE).id, 4, NOW) == []
