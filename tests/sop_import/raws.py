"""SOPs as they stand on paper: the built-in one, taken back to what its paper says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.domain.errors import BadFile
from bot.domain.sop import DocumentKind, Step, Unit
from bot.domain.sop_import import Spot
from bot.sop_import.raw import RawSop, RawStep
from bot.sops.loader import load, parse

CHARTS = {
    5: "ดำเนินการตามแผน",
    6: "รายงานความก้าวหน้าการดำเนินงาน",
    7: "พัฒนาผลงานวิจัย/ผลงานวิชาการ/นวัตกรรม",
    8: "ส่งผลงานเข้ารับการประเมินรางวัล",
}
_UNITS = {Unit.WEEK: "สัปดาห์", Unit.MONTH: "เดือน"}


def step(number: int = 1, **given: object) -> RawStep:
    """A step of three days, in whatever else it is told to be otherwise."""
    usual: dict[str, object] = {
        "detail": (f"ดำเนินงานส่วนที่ {number}",),
        "duration": "3 วัน",
        "parties": ("คณะทำงานสารบรรณ",),
        "spot": Spot(1, number),
    }
    return RawStep(number, **{**usual, **given})  # type: ignore[arg-type]


def sop(steps: Sequence[RawStep]) -> RawSop:
    return RawSop(
        tuple(steps),
        title="คู่มือการปฏิบัติงานสารบรรณ",
        indicator="ตัวชี้วัดที่ 3.1 งานสารบรรณ",
        unit="กองคลัง",
        objectives=("เพื่อใช้เป็นแนวทาง",),
        scope=("ทั้งกอง",),
        direct=("คณะทำงานสารบรรณ",),
    )


def lo() -> RawSop:
    made = load("lo-2.4")
    return RawSop(
        tuple(_of(one) for one in made.steps),
        form=made.form,
        form_revised=made.form_revised,
        title=made.title,
        indicator=made.indicator,
        unit=made.unit,
        objectives=made.objectives,
        scope=made.scope,
        definitions=made.definitions,
        direct=made.direct,
        involved=made.involved,
        legend=made.legend,
        fiscal_year=2565,
        pages=3,
    )


def _of(made: Step) -> RawStep:
    names = {p.id: p.name for p in load("lo-2.4").parties}
    return RawStep(
        made.number,
        chart=(CHARTS[made.number],) if made.number in CHARTS else (),
        lead=made.lead,
        detail=made.detail,
        duration=f"{made.duration} {_UNITS.get(made.unit, 'วัน')}",
        parties=tuple(names[p] for p in made.parties),
        documents=tuple(d.title for d in made.documents if d.kind is not DocumentKind.SUGGESTED),
        spot=Spot(1 + made.number // 5, made.number),
    )


def numbered(one: RawStep, number: int) -> RawStep:
    return replace(one, number=number)


def is_sound(source: str) -> bool:
    try:
        parse(source.encode(), "sop.yaml")
    except BadFile:
        return False
    return True
