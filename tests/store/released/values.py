"""What the dumps hold, as any later program has to read it."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from bot.domain.events import (
    Acknowledged,
    CheckedIn,
    Closed,
    Confirmed,
    Dated,
    Event,
    Extended,
    FileKept,
    FileRemoved,
    Limited,
    Progressed,
    Reopened,
    RoleGiven,
    Situation,
    Skipped,
    Undone,
    WorkNamed,
    WorkRemoved,
)
from bot.domain.message import About, Attachment, Button, Message, mention, plain
from bot.domain.notices import Notice
from bot.domain.people import Chat, ChatKind, Member, Person
from bot.domain.plan import Span
from bot.domain.rules import Audience, Kind, Rules

SETUP = datetime(2026, 10, 1, 1, 5, 0, 123456, tzinfo=UTC)
SLOT = datetime(2026, 10, 5, 1, 30, tzinfo=UTC)
NOW = datetime(2026, 10, 5, 2, 15, 30, tzinfo=UTC)
LATER = datetime(2026, 10, 5, 2, 30, tzinfo=UTC)
"""What was held back is free again."""
LEASE = LATER + timedelta(minutes=1)
SECRETARY, CHAIR, MEMBER = 1, 2, 3

GROUP = Chat(
    1,
    "telegram",
    "-1001234567890",
    ChatKind.GROUP,
    "คณะดำเนินงานตัวชี้วัด 2.4 “องค์กรแห่งการเรียนรู้”",
    team=1,
)
PRIVATE = Chat(2, "telegram", "7001", ChatKind.PRIVATE, person=SECRETARY)
BLOCKED = Chat(3, "telegram", "7002", ChatKind.PRIVATE, person=CHAIR, reachable=False)

_WRITER = "นักวิชาการสาธารณสุขชำนาญการ"
MEMBERS = (
    Member(
        Person(SECRETARY, "พิมพ์ใจ 🌸", "นางพิมพ์ใจ ตัวอย่าง", _WRITER, "Pimjai", "th", PRIVATE.id),
        1,
        frozenset({("lo-2.4", "committee")}),
        secretary=True,
        joined_at=SETUP,
    ),
    Member(
        Person(CHAIR, "สมคิด ต.", "นายสมคิด ตัวอย่าง", "นายแพทย์เชี่ยวชาญ", "somkid", "th"),
        1,
        chair=True,
        joined_at=SETUP,
    ),
    Member(
        Person(MEMBER, "O'Aree", language="en"),
        1,
        frozenset({("lo-2.4", "academics")}),
        joined_at=SETUP,
    ),
)
RULES = Rules(slot=time(9, 0), overdue=(1, 5), off=frozenset({Kind.CHECK_IN}))
DAYS_OFF = {date(2026, 12, 30): "วันหยุดพิเศษ (มติ ครม.)"}
NO_DAY_OFF = date(2027, 4, 16)

CONFIRMED = Confirmed(at=SETUP, by=SECRETARY)
"""Since 0003."""
EVENTS: tuple[Event, ...] = (
    Limited(at=SETUP, by=SECRETARY, step=6, not_after=date(2027, 3, 5)),
    RoleGiven(at=SETUP, by=SECRETARY, person=CHAIR, role="chair"),
    Closed(
        at=NOW,
        by=SECRETARY,
        step=1,
        on=date(2026, 10, 2),
        note="ลงนามแล้ว\nเลขที่ สธ 0201/123",
    ),
    Closed(at=NOW, by=MEMBER, step=2, on=date(2026, 10, 5)),
    Reopened(
        at=NOW,
        by=SECRETARY,
        step=2,
        reason="ขาดรายชื่อกรรมการ",
        kept={3: date(2026, 10, 6)},
    ),
    Extended(at=NOW, by=CHAIR, step=2, to=date(2026, 10, 9), reason="รอการลงนาม"),
    Dated(at=NOW, by=SECRETARY, step=3, on=date(2026, 10, 12), time=time(13, 30)),
    Dated(at=NOW, by=SECRETARY, step=9, on=date(2027, 3, 3)),
    WorkNamed(at=NOW, by=SECRETARY, step=5, work=1, title="คลังความรู้ “R2R”", owner=MEMBER),
    WorkNamed(at=NOW, by=SECRETARY, step=5, work=2, title="ชุมชนนักปฏิบัติ"),
    WorkRemoved(at=NOW, by=SECRETARY, step=5, work=2),
    Progressed(at=NOW, by=MEMBER, step=5, percent=42, note="เก็บข้อมูลแล้ว ๔ จาก ๑๐ แห่ง", work=1),
    CheckedIn(at=NOW, by=MEMBER, step=5, situation=Situation.OBSTACLE, note="ขาดงบประมาณ"),
    Acknowledged(at=NOW, by=MEMBER, step=2, notice="due"),
    FileKept(at=NOW, by=SECRETARY, step=1, label="1-01", name="คำสั่งแต่งตั้ง ปี 2570.pdf"),
    FileRemoved(at=NOW, by=SECRETARY, step=1, label="1-02", name="ร่าง.docx", reason="แนบผิดฉบับ"),
    Skipped(at=NOW, by=CHAIR, step=8, on=date(2026, 10, 5), reason="งดตามหนังสือสั่งการ"),
)
BASELINE = {
    1: Span(date(2026, 10, 1), date(2026, 10, 2)),
    4: Span(date(2026, 10, 14), date(2026, 10, 16)),
    12: Span(date(2027, 8, 1), date(2027, 8, 14)),
}
"""Of some of the steps."""

FILES = [
    (1, "1-01", 1, "คำสั่งแต่งตั้ง ปี 2570.pdf", "order", 2048, "1f" * 32),
    (3, "1-01", 2, "คำสั่งแต่งตั้ง ปี 2570.pdf", "order", 4096, "3d" * 32),
]
"""Id, label, version, name, document, size, SHA-256 of those that are kept."""

NOTICES = {
    Notice(1, None, Kind.WEEKLY, 0, None, Audience.CHAIR, SLOT),
    Notice(1, 2, Kind.AHEAD, 1, date(2026, 10, 9), Audience.RESPONSIBLE, SLOT),
}
MESSAGE = Message(
    plain("รับทราบ ") + mention("O'Aree", MEMBER) + plain(" <b> & \\ {x}"),
    buttons=((Button("เลิกทำ", "undo 3"), Button("เปิดแชต", invite="")),),
    attachments=(Attachment(1, "คำสั่งแต่งตั้ง ปี 2570.pdf"),),
    about=(About(1, 1), About(1, 2)),
    asks=True,
)
INVITE = "tSx1-aB_c2D3e4F5"
PAYLOAD = r'{"update_id":880002,"message":{"text":"\u0e2a\u0e16\u0e32\u0e19\u0e30"}}'


def undone(by: int, event: int) -> Undone:
    return Undone(at=NOW, by=by, event=event)
