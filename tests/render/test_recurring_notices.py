"""What the bot says on its own of a step that recurs, several times of which are overdue."""

from __future__ import annotations

from datetime import date

from bot.domain.notices import Notice
from bot.domain.plan import Plan
from bot.domain.rules import Audience, Kind
from tests.recurring import recurring_sop
from tests.render.slots import CHAIR, TEAM, Slot, labels, local, notice

SOP = recurring_sop()
DUES = ("2026-11-03", "2026-12-02", "2027-01-04")


def late(audience: Audience) -> tuple[Slot, list[Notice]]:
    """Set up in the middle of January as a plan from October on."""
    plan = Plan(1, TEAM.id, SOP, date(2026, 10, 1), local("2027-01-14 10:00"))
    found = [notice(60000 + n, Kind.OVERDUE, due, audience, 1) for n, due in enumerate(DUES, 1)]
    return Slot("2027-01-15", plan), found


def test_the_group_hears_of_all_times_in_one_paragraph() -> None:
    slot, found = late(Audience.GROUP)
    message = slot.tell(found)
    assert (
        "เกินกำหนด 3 รอบ นานที่สุด 73 วัน\n"
        "ขั้นตอนที่ 6.1–6.3 รายงานความก้าวหน้าการดำเนินงาน\n"
        "ครบกำหนดวันอังคารที่ 3 พฤศจิกายน 2569\nผู้รับผิดชอบ คณะดำเนินงาน\n" in message.text.plain
    )
    assert message.text.plain.count("ขั้นตอนที่ 6") == 1
    assert len(labels(message)) <= 8


def test_the_letter_to_the_chair_counts_them() -> None:
    slot, found = late(Audience.CHAIR)
    text = slot.tell(found, reader=CHAIR).text.plain
    assert text.startswith("เรื่อง ขั้นตอนที่ 6.1–6.3 เกินกำหนด\n")
    assert (
        "ขั้นตอนที่ 6.1–6.3 รายงานความก้าวหน้าการดำเนินงาน: เกินกำหนด 3 รอบ นานที่สุด 73 วัน "
        "(ครบกำหนด 3 พ.ย. 69)\nผู้รับผิดชอบ คณะดำเนินงาน\n" in text
    )


def test_what_acknowledges_more_steps_than_a_button_can_name_names_none() -> None:
    slot, _ = late(Audience.CHAIR)
    steps = [*range(60001, 60013), 90001, 90002]
    found = [notice(n, Kind.OVERDUE, DUES[0], Audience.CHAIR, 1) for n in steps]
    assert slot.tell(found, reader=CHAIR).buttons[-1][0].action == "ack p1 all overdue"
