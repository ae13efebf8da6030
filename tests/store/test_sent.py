from __future__ import annotations

from sqlalchemy import select

from bot.domain.message import About
from bot.ports import UnitOfWork
from bot.store.queue_tables import delivery
from bot.store.unit import SqlStore
from tests.store import rows
from tests.store.rows import LATER, NOW


def test_a_reply_to_any_part_of_what_was_sent_is_understood(work: UnitOfWork) -> None:
    chat, about = rows.group(work), (About(1, 3), About(2))
    work.outbox.post(chat.id, rows.message("ยาว", *about), NOW)
    rows.deliver(work, "51", "52")
    assert work.sent.about(chat.id, "51") == work.sent.about(chat.id, "52") == about


def test_other_peoples_messages_are_not_ours(work: UnitOfWork) -> None:
    chat, other = rows.group(work), rows.group(work, "-2")
    work.outbox.post(chat.id, rows.message("", About(1, 3)), NOW)
    rows.deliver(work, "51")
    assert work.sent.about(other.id, "51") == ()
    assert work.sent.about(chat.id, "50") == ()


def test_notices_are_remembered_by_what_was_made_of_them(work: UnitOfWork) -> None:
    plan, chat = rows.plan(work), rows.group(work)
    work.outbox.plan([(rows.notice(plan), chat.id)], NOW, late=False)
    work.outbox.sent(rows.claim(work), ["51"], rows.message("เตือน", About(plan.id, 1)), NOW)
    assert work.sent.about(chat.id, "51") == (About(plan.id, 1),)


def test_the_newest_message_sent_with_a_key_is_found_by_its_last_part(work: UnitOfWork) -> None:
    chat = rows.group(work)
    assert work.sent.named(chat.id, "sign-up") is None
    for ids in (("61", "62"), ("63", "64")):
        work.outbox.post(chat.id, rows.message(), NOW, key="sign-up")
        rows.deliver(work, *ids)
    assert work.sent.named(chat.id, "sign-up") == "64"
    assert work.sent.named(rows.group(work, "-2").id, "sign-up") is None


def test_an_edited_message_is_about_what_it_says_now(work: UnitOfWork) -> None:
    chat = rows.group(work)
    for about, edits in ((About(1, 1), ""), (About(1, 2), "51")):
        work.outbox.post(chat.id, rows.message("หน้า", about), NOW, edits=edits, key="sign-up")
        rows.deliver(work, "51", now=LATER)
    assert work.sent.about(chat.id, "51") == (About(1, 2),)
    assert work.sent.named(chat.id, "sign-up") == "51"


def test_a_message_that_lost_its_buttons_is_about_what_it_was(work: UnitOfWork) -> None:
    chat = rows.group(work)
    work.outbox.post(chat.id, rows.message("ปิดหรือไม่", About(1, 1)), NOW, key="sign-up")
    rows.deliver(work, "51")
    work.outbox.post(chat.id, rows.message(""), NOW, edits="51")
    rows.deliver(work, "51", now=LATER)
    assert work.sent.about(chat.id, "51") == (About(1, 1),)
    assert work.sent.named(chat.id, "sign-up") == "51"


def test_the_text_of_what_is_settled_is_forgotten(store: SqlStore) -> None:
    with store.work() as work:
        for _ in range(3):
            work.outbox.post(rows.group(work).id, rows.message("ข้อมูลส่วนบุคคล"), NOW)
        rows.deliver(work)
        work.outbox.failed(rows.claim(work), "400", NOW)
        work.outbox.dropped(rows.claim(work), "overtaken", NOW)
        work.commit()
    with store.engine.connect() as connection:
        kept = connection.execute(select(delivery.c.state, delivery.c.message)).all()
    assert sorted(map(tuple, kept)) == [("dropped", None), ("failed", None), ("sent", None)]
