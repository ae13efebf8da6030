"""What people may type, and what may stand behind a button: meant, mistyped, forged."""

from __future__ import annotations

from hypothesis import strategies as st

from handlers.core.asking import ANSWER
from handlers.table import COMMANDS

ODD_TEXTS = (
    "",
    " ",
    "\x00",
    "\ud800",
    "\udfff เสร็จ 3",
    "\u202eกลับหลัง\u202c",
    "<b>หนา</b> <a href='tg://user?id=1'>&amp;</a>",
    "=1+1",
    "'; DROP TABLE plan; --",
    "../../etc/passwd",
    "ก" + "\u0e48" * 500,
    "👩🏽‍⚕️" * 30,
    "ก" * 5000,
    "A\n" * 2000,
    "{person} {0} %s %(x)s",
    "٣ ๓ ３ ²",
    "https://www.doh.go.th/รายงาน ดูหน้านี้",
    "9" * 400,
    "25/12/2569 09.00 ห้อง 3 https://a.go.th/" + "x" * 600,
)
_VALUES = (
    "1 4 5 6 7 9 12 13 0 -1 ๕ 999999999999999999999 p1 p2 p3 p0 p999999999999999 t1 t2 t9 "
    "1-01 4-01 https://a.go.th/x https://u:p@a.go.th "
    "f1 f2 f9 d1 d2 d3 d99 e1 e20 e99 u1 u2 u6 u99 w1 w2 c1 @1 @2 @99 ! !! "
    "25/12/2569 31/2/2569 1/1/9999 2026-12-25 พรุ่งนี้ ๖ ต.ค. ๖๙ 08:30 24:00 50 100 101 50% ร้อยละ "
    "add remove list page close cancel redo resume back yes no confirm none other year start "
    "committee academics academic-board chair secretary member group responsible "
    "along anew was in out off here keep hand-over no-secretary no-chair o1 o2 r1 r2 g1 g4 v1 2569 "
    "n1 n9 แทน leave 4-01 4-02 "
    "on-plan obstacle done due ahead overdue weekly followup reason sign-up th en "
    "any all parties review on off "
    "pick order up down drop i1 i2 comes absent delegates names why unwhy d20270303 "
    "resolve note assign owner w2 มา ไม่มา ส่งผู้แทน มติ รับทราบ มอบหมาย ดำเนินการแล้ว ภายใน "
    "เพิ่ม ลบ วันหยุดพิเศษ ผลงาน คณะดำเนินงาน นักวิชาการ ขั้นตอนที่ ข้อ ค่ะ ยกเลิก ยืนยัน"
)

text = st.one_of(st.sampled_from(ODD_TEXTS), st.text(max_size=40))
argument = st.one_of(
    st.sampled_from(_VALUES.split()), st.sampled_from(ODD_TEXTS), st.text(max_size=8)
)
arguments = st.lists(argument, max_size=6).map(" ".join)
command = st.sampled_from([ANSWER, *(c.name for c in COMMANDS)])
word = st.sampled_from([w for c in COMMANDS for w in (*c.words, *c.after_step)])


def _line(parts: tuple[str, str, str]) -> str:
    return "".join(parts)


typed = st.one_of(
    st.tuples(st.just("/"), command, arguments.map(" {}".format)).map(_line),
    st.tuples(word, st.sampled_from(["", " ", "\n", "@sop_test_bot "]), arguments).map(_line),
    text,
)
pressed = st.one_of(
    st.tuples(command, st.just(" "), arguments).map(_line),
    text,
)
