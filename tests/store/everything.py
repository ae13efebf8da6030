"""Something in every table, as the program writes it; and what stands in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import Column, ColumnElement, Engine, Text, select, type_coerce

from bot.domain.events import Closed, FileKept, Progressed
from bot.domain.files import File
from bot.domain.incoming import IncomingFile
from bot.domain.message import About, Made, ToMake
from bot.domain.people import Deputy
from bot.domain.plan import Plan
from bot.domain.queues import Snooze
from bot.ports import UnitOfWork
from bot.store.tables import metadata
from bot.store.transfer import OF_THE_OFFICE
from bot.store.types import Json
from bot.store.unit import SqlStore
from tests.store import own_sops, rows
from tests.store.rows import DUE, LATER, NOW

HASHES = ("a" * 64, "b" * 64, "c" * 64)


def put_into(store: SqlStore, hashes: Sequence[str] = HASHES) -> None:
    with store.work() as work:
        fill(work, hashes)
        work.commit()


def fill(work: UnitOfWork, hashes: Sequence[str] = HASHES) -> None:
    """A committee in the middle of its year; of the bytes of its files, these are the hashes."""
    plan = _committee(work)
    _sops(work)
    _files(work, plan, hashes)
    _queues(work, plan)
    work.processes.seen("one", NOW, NOW)


def _committee(work: UnitOfWork) -> Plan:
    plan = rows.plan(work)
    chat, who = rows.private_chat(work), rows.person(work)
    work.chats.seen_in(rows.group(work).id, who.id)
    work.people.set_official(who.id, "นางพิมพ์ใจ ตัวอย่าง", "นักวิชาการสาธารณสุขชำนาญการ")
    work.teams.add_member(plan.team, who.id, NOW)
    work.teams.set_role(plan.team, who.id, "secretary", holds=True)
    work.teams.join_party(plan.team, who.id, "test", "academics")
    work.subscriptions.make(plan.team, who.id, NOW)
    work.teams.give_deputy(plan.team, Deputy(0, who.id, who.id, DUE, DUE), who.id, NOW)
    work.teams.add_day_off(plan.team, date(2026, 12, 30), "วันหยุดพิเศษ")
    work.plans.snooze(Snooze(plan.id, 1, chat.id, DUE))
    work.absences.tell(plan.id, 1, DUE, who.id, "ลาป่วย")
    progressed = Progressed(at=NOW, by=who.id, step=1, percent=40, note="ร้อยละ ๔๐ “คืบหน้า”")
    return work.plans.append(plan, progressed, Closed(at=LATER, by=None, step=1, on=DUE))


def _sops(work: UnitOfWork) -> None:
    group, who = rows.group(work).id, rows.person(work).id
    work.sops.use(work.sops.review(group, own_sops.read(), "คู่มือ.docx", who, NOW).id, NOW)
    work.sops.review(group, own_sops.read(5, "kpi-3.2"), "คู่มือ ๒.docx", who, NOW)
    work.sop_files.expect(
        group,
        IncomingFile("source-1", "คู่มือ ๓.docx", "", 12_000),
        channel="telegram",
        chat=rows.private_chat(work).id,
        message="44",
        thread="",
        by=who,
        now=NOW,
    )


def _files(work: UnitOfWork, plan: Plan, hashes: Sequence[str]) -> None:
    """The first is kept, the second was removed, the others are kept."""
    files = [_kept(work, plan, number, sha256) for number, sha256 in enumerate(hashes)]
    work.files.remove(files[1].id, rows.person(work).id, "แนบผิดขั้นตอน", LATER)
    work.plans.append(plan, FileKept(at=NOW, step=1, label=files[0].label, name=files[0].name))
    work.downloads.lend(files[0].id, rows.person(work).id, NOW)
    wanted = ToMake(Made.REPORT, plan.id, "รายงาน.docx", "th")
    work.handouts.lend(wanted, rows.person(work).id, NOW)
    work.pictures.show(plan.id, bytes(range(256)), NOW)
    work.templates.add(plan.team, "แม่แบบ.docx", hashes[0], 10, NOW)
    page = replace(files[0], step=2, name="เว็บเพจ", size=0, sha256="", link="https://doh.go.th/a")
    work.files.add(page)
    rows.expect(work, plan, "กำลังรับ.docx", album="")


def _kept(work: UnitOfWork, plan: Plan, number: int, sha256: str) -> File:
    expected = rows.expect(work, plan, f"รายงาน {number}.pdf", album="")
    return work.files.kept(expected, sha256, 10)


def _queues(work: UnitOfWork, plan: Plan) -> None:
    chat, who = rows.private_chat(work), rows.person(work)
    work.outbox.post(chat.id, rows.message("ส่งแล้ว", About(plan.id, 1)), NOW, key="sign-up")
    rows.deliver(work, "901")
    work.outbox.plan([(rows.notice(plan), chat.id), (rows.weekly(plan), chat.id)], NOW, late=True)
    work.outbox.hold_channel("telegram", LATER)
    draft = work.drafts.put("ask:note", chat.id, who.id, {"step": 1, "หมายเหตุ": None}, LATER)
    work.drafts.put("setup", chat.id, who.id, {}, LATER)
    work.drafts.drop(draft + 1)  # its id is never given again
    work.drafts.invite(plan.team, "chair", who.id, NOW)
    work.inbox.accept([rows.envelope("11"), rows.envelope("12")], NOW)
    work.caused_by("telegram.11")
    with work.outbox.answering("nobody's", "token", NOW):
        pass


def contents(engine: Engine) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table of an office, JSON as the text it is."""
    tables = [table for table in metadata.sorted_tables if table.name in OF_THE_OFFICE]
    with engine.connect() as connection:
        return {
            table.name: sorted(
                (tuple(row) for row in connection.execute(select(*map(_as_written, table.c)))),
                key=repr,
            )
            for table in tables
        }


def _as_written(column: Column[Any]) -> ColumnElement[Any]:
    return type_coerce(column, Text) if isinstance(column.type, Json) else column
