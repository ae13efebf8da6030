"""What is asked at every tick finds its rows by an index, however many rows there are."""

from __future__ import annotations

import importlib
import operator
import pkgutil
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from sqlalchemy import ClauseElement, Delete, Insert, Select, Update
from sqlalchemy.dialects import sqlite

import bot.store
from bot.ports import UnitOfWork
from bot.store.tables import metadata
from tests.explained import explained, read_through
from tests.store.rows import LATER, NOW, envelope
from tests.stores import fresh_store

FOLLOWING = envelope("1", album="a", follows=True)
ASKED: dict[str, Callable[[UnitOfWork], object]] = {
    "ix_plan_wake_at": lambda work: work.plans.due(NOW),
    "ix_inbox_waiting": lambda work: work.inbox.claim(NOW, LATER),
    "ix_inbox_in_lane": lambda work: work.inbox.claim(NOW, LATER),
    "ix_inbox_album": lambda work: work.inbox.accept([FOLLOWING], NOW),
    "ix_delivery_waiting": lambda work: work.outbox.claim(NOW, LATER),
    "ix_delivery_in_chat": lambda work: work.outbox.claim(NOW, LATER),
    "ix_file_expected": lambda work: work.files.claim(NOW, LATER),
    "ix_file_album": lambda work: work.files.of_album(1, "a"),
    "ix_file_message": lambda work: work.files.of_message(1, "7"),
    "ix_delivery_kept_back": lambda work: work.outbox.kept_back(1, 4, NOW),
    "delivery USING INDEX ix_delivery_kept_back": lambda work: work.outbox.kept_back_on("line"),
    "ix_kept_reply_at": lambda work: work.outbox.forget_replies(NOW),
    "ix_sent_message_key": lambda work: work.sent.named(1, "sign-up"),
    "ix_chat_person_person": lambda work: work.chats.committees_of("telegram", "7"),
    "ix_account_person": lambda work: work.chats.roll(1),
    "ix_account_channel_username": lambda work: work.people.by_username("telegram", "x"),
    "ix_plan_planned_until": lambda work: work.plans.rewind(NOW),
    "ix_inbox_finished": lambda work: work.inbox.forget(NOW),
    "ix_inbox_held": lambda work: work.inbox.let_go(NOW),
    "ix_inbox_aside": lambda work: work.agenda.depths(NOW),
    "ix_delivery_failed": lambda work: work.agenda.depths(NOW),
    "ix_download_expires_at": lambda work: work.downloads.forget(NOW),
    "ix_picture_expires_at": lambda work: work.pictures.forget(NOW),
    "ix_draft_expires_at": lambda work: work.drafts.forget(NOW),
    "ix_invite_expires_at": lambda work: work.drafts.forget(NOW),
}
AT_THE_START: dict[str, Callable[[UnitOfWork], object]] = {
    "ix_inbox_in_lane": lambda work: work.inbox.release(),
    "ix_delivery_in_chat": lambda work: work.outbox.release(),
    "ix_file_expected": lambda work: work.files.release(),
    "ix_plan_team": lambda work: work.chats.at_work(0, 100),
}


@pytest.mark.parametrize(("index", "ask"), [*ASKED.items(), *AT_THE_START.items()])
def test_the_index_is_used_and_no_table_is_read_through(
    index: str, ask: Callable[[UnitOfWork], object], tmp_path: Path
) -> None:
    store = fresh_store(tmp_path, database="sqlite")
    with store.work() as work, explained(store) as steps:
        ask(work)
    assert any(index in step for step in steps), steps
    assert not read_through(store, steps), steps
    store.close()


def statements() -> Iterator[str]:
    """All that the modules of the store have put together, as SQLite gets them."""
    for module in pkgutil.iter_modules(bot.store.__path__, "bot.store."):
        for made in within(vars(importlib.import_module(module.name))):
            yield str(made.compile(dialect=sqlite.dialect()))


def within(made: object) -> Iterator[ClauseElement]:
    if isinstance(made, (Select, Update, Delete)) or (
        isinstance(made, Insert) and made.select is not None
    ):
        yield made
    elif isinstance(made, (Mapping, tuple)):
        for one in made.values() if isinstance(made, Mapping) else made:
            yield from within(one)


def words() -> set[str]:
    """The columns of which the condition of an index says a word."""
    indexes = [index for table in metadata.tables.values() for index in table.indexes]
    wheres = [index.dialect_options["sqlite"]["where"] for index in indexes]
    return {one.left.name for one in wheres if getattr(one, "operator", None) is operator.eq}


def test_no_statement_is_prepared_anew_for_the_word_of_an_index() -> None:
    assert words() == {"state", "kind", "stage"}
    of_queues = rf"\b(?!draft\.)\w+\.({'|'.join(words())}) = \?"
    asked = [one for one in statements() if re.search(of_queues, one)]
    assert asked == []


BY_CHANNEL = (
    lambda work: work.chats.groups_of("telegram", 7),
    lambda work: work.chats.committees_of("telegram", "7"),
    lambda work: work.chats.roll(1),
)


@pytest.mark.parametrize("ask", BY_CHANNEL)
def test_nothing_is_looked_for_among_all_that_a_platform_has(
    ask: Callable[[UnitOfWork], object], tmp_path: Path
) -> None:
    store = fresh_store(tmp_path, database="sqlite")
    with store.reading() as work, explained(store) as steps:
        ask(work)
    of_all = "(channel=?)", "(served=?)"
    assert not [step for step in steps if step.endswith(of_all)], steps
    store.close()


def test_a_start_without_a_list_reads_only_groups_that_were_not_served(tmp_path: Path) -> None:
    store = fresh_store(tmp_path, database="sqlite")
    with explained(store) as steps:
        store.serve_only(frozenset(), NOW)
    assert [step for step in steps if " chat " in step] == [
        "SEARCH chat USING INDEX ix_chat_groups (served=?)"
    ]
    store.close()
