"""The sample committee. Names and positions belong to nobody."""

from __future__ import annotations

from dataclasses import dataclass

from bot.demo.web.cast import Cast, Participant, Room
from bot.domain.sop import Step
from bot.render.language import N_

COMMITTEE = "คณะดำเนินงานตัวชี้วัดที่ 2.4"


@dataclass(frozen=True, slots=True)
class Part:
    """Whom a participant plays: how he or she signs up, and for which of the SOP's parties."""

    who: Participant
    official_name: str
    position: str
    parties: tuple[str, ...] = ()

    @property
    def account(self) -> str:
        return self.who.account


SECRETARY = Part(
    Participant("pimjai", "พิมพ์ใจ ตัวอย่าง", "พิมพ์ใจ", N_("Secretary")),
    "นางสาวพิมพ์ใจ ตัวอย่าง",
    "นักวิชาการสาธารณสุขชำนาญการ",
)
CHAIR = Part(
    Participant("somkid", "สมคิด ตัวอย่าง", "สมคิด", N_("Chair")),
    "นพ.สมคิด ตัวอย่าง",
    "ผู้อำนวยการสำนักอนามัยการเจริญพันธุ์",
)
MEMBER = Part(
    Participant("malee", "มาลี ตัวอย่าง", "มาลี", N_("Committee member")),
    "นางมาลี ตัวอย่าง",
    "นักวิชาการสาธารณสุขปฏิบัติการ",
    ("committee",),
)
BOARD_MEMBER = Part(
    Participant("wichai", "วิชัย ตัวอย่าง", "วิชัย", N_("Committee member")),
    "นายวิชัย ตัวอย่าง",
    "นักวิชาการสาธารณสุขชำนาญการพิเศษ",
    ("committee", "academic-board"),
)
ACADEMIC = Part(
    Participant("aree", "อารีย์ ตัวอย่าง", "อารีย์", N_("Academic")),
    "ดร.อารีย์ ตัวอย่าง",
    "นักวิชาการสาธารณสุขเชี่ยวชาญ",
    ("academics",),
)
PARTS = (CHAIR, SECRETARY, MEMBER, BOARD_MEMBER, ACADEMIC)
"""In the order of rank: the director signs in first."""

CAST = Cast(
    Room("group", COMMITTEE, administrators=frozenset({SECRETARY.account})),
    tuple(part.who for part in PARTS),
)


def doer(step: Step) -> Part:
    """Who closes a step: the first who is responsible for it."""
    return next((p for p in PARTS if set(p.parties) & set(step.parties)), SECRETARY)
