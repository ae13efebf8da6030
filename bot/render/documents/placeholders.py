"""The places that an office's own form leaves open, by the names that stand in it: {{รอบ}}."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum

from bot.domain.spelling import tidy


class Placeholder(StrEnum):
    """By its English name."""

    OFFICE = "office"
    TEAM = "team"
    INDICATOR = "indicator"
    YEAR = "fiscal year"
    ROUND = "round"
    DATE = "date"
    STEPS = "table of steps"
    SUMMARY = "summary"
    OBSTACLES = "obstacles"
    LESSONS = "lessons"
    MISSING = "missing evidence"
    TIMELINE = "timeline"
    CHAIR = "chair"
    SECRETARY = "secretary"


THAI: Mapping[Placeholder, str] = {
    Placeholder.OFFICE: "ชื่อหน่วยงาน",
    Placeholder.TEAM: "คณะดำเนินงาน",
    Placeholder.INDICATOR: "ตัวชี้วัด",
    Placeholder.YEAR: "ปีงบประมาณ",
    Placeholder.ROUND: "รอบ",
    Placeholder.DATE: "วันที่",
    Placeholder.STEPS: "ตารางขั้นตอน",
    Placeholder.SUMMARY: "สรุป",
    Placeholder.OBSTACLES: "อุปสรรค",
    Placeholder.LESSONS: "บทเรียน",
    Placeholder.MISSING: "หลักฐานที่ขาด",
    Placeholder.TIMELINE: "แผนภูมิ",
    Placeholder.CHAIR: "ประธาน",
    Placeholder.SECRETARY: "เลขานุการ",
}
"""The Thai names."""


def written(one: Placeholder, language: str) -> str:
    """As it stands in a form."""
    return "{{" + (THAI[one] if language == "th" else one.value) + "}}"


def placeholder(name: str) -> Placeholder | None:
    """What is meant by what stands between the braces; spaces and capitals do not matter."""
    return _MEANT.get(_bare(name))


def _bare(name: str) -> str:
    return re.sub(r"[\s_-]+", "", tidy(name)).casefold()


_MEANT: Mapping[str, Placeholder] = {
    _bare(name): one for one in Placeholder for name in (one.value, THAI[one])
}
