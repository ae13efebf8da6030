"""Timelines of plans as drawn, and what can be found in them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from xml.etree import ElementTree

from bot.domain.calendar import Calendar
from bot.domain.events import Dated, Event, Extended, Skipped
from bot.domain.plan import Plan
from bot.domain.sop import Sop
from bot.domain.standing import Standing
from bot.domain.timeline import baseline
from bot.render.language import speaker
from bot.render.pictures.letters import width
from bot.render.pictures.timeline import timeline_drawing
from tests.domain.sops import NO_DAYS_OFF, OFF_2570, chain
from tests.render.slots import TEAM, closed_until, local, plan_of

SVG = "{http://www.w3.org/2000/svg}"
FIRST = date(2026, 10, 1)
AT = local("2026-10-01 09:00")


@dataclass(frozen=True)
class Word:
    text: str
    left: float
    size: int


@dataclass(frozen=True)
class Picture:
    drawing: str

    @property
    def words(self) -> list[Word]:
        found = ElementTree.fromstring(self.drawing).iter(f"{SVG}text")  # noqa: S314 - ours
        return [_word(element) for element in found]

    @property
    def texts(self) -> list[str]:
        return [word.text for word in self.words]

    def row(self, number: int) -> str:
        """What is drawn of a step, from its title on to the next one's."""
        chart = self.drawing.partition('<path d="M40 ')[0] + "<rect"
        return re.split(r">\d+\. ", chart)[number].rpartition("<rect")[0]

    def label(self, number: int) -> str:
        """What stands at the end of a step's bar."""
        return str(re.findall(r">([^<]+)</text>", self.row(number))[-1])


def _word(element: ElementTree.Element) -> Word:
    text, size, x = element.text or "", int(element.attrib["font-size"]), float(element.attrib["x"])
    part = {"start": 0.0, "middle": 0.5}[element.attrib["text-anchor"]]
    return Word(text, x - part * width(text, size), size)


def picture(plan: Plan, day: str, language: str = "th", calendar: Calendar = OFF_2570) -> Picture:
    standing = Standing(plan, calendar, date.fromisoformat(day), TEAM)
    return Picture(timeline_drawing(speaker(language), standing))


def run(sop: Sop, *events: Event) -> Plan:
    """A plan of an SOP built by hand, with no days off."""
    return replace(plan_of(*events), first_sop=sop, baseline=baseline(sop, FIRST, NO_DAYS_OFF))


def titled(*titles: str) -> Sop:
    sop = chain(*[20] * len(titles))
    steps = [replace(step, title=title) for step, title in zip(sop.steps, titles, strict=True)]
    return replace(sop, steps=tuple(steps))


HALF = plan_of(
    *closed_until(4),
    Extended(id=11, at=AT, step=8, to=date(2027, 3, 19), reason="รอผล"),
    Dated(id=12, at=AT, step=9, on=date(2027, 4, 1)),
    Skipped(id=13, at=AT, step=12, on=date(2027, 1, 12), reason="ยกเลิก"),
)
HALF_ON = "2027-03-18"


def half(language: str = "th") -> Picture:
    return picture(HALF, HALF_ON, language)
