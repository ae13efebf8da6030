"""Flow charts as drawn, and what can be found in them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from xml.etree import ElementTree

from bot.domain.calendar import Calendar
from bot.domain.plan import Plan
from bot.domain.standing import Standing
from bot.render.language import speaker
from bot.render.pictures.flow import flow_drawing
from bot.render.pictures.letters import width
from tests.domain.sops import OFF_2570
from tests.render.pictures.timelines import HALF, HALF_ON, SVG
from tests.render.slots import TEAM


@dataclass(frozen=True)
class Line:
    text: str
    left: float
    size: int
    top: float

    @property
    def right(self) -> float:
        return self.left + width(self.text, self.size)


@dataclass(frozen=True)
class Flow:
    drawing: str

    @property
    def lines(self) -> list[Line]:
        found = ElementTree.fromstring(self.drawing).iter(f"{SVG}text")  # noqa: S314 - ours
        return [_line(element) for element in found]

    @property
    def texts(self) -> list[str]:
        return [line.text for line in self.lines]

    @property
    def height(self) -> int:
        return int(re.findall(r'height="(\d+)"', self.drawing)[0])

    def step(self, number: int) -> str:
        """What is drawn of a step, from its symbol on to the next one's."""
        return re.split(rf">{number}</text>", self.drawing)[1].partition("<rect")[0]


def _line(element: ElementTree.Element) -> Line:
    text, size = "".join(element.itertext()), int(element.attrib["font-size"])
    part = {"start": 0.0, "middle": 0.5, "end": 1.0}[element.attrib["text-anchor"]]
    left = float(element.attrib["x"]) - part * width(text, size)
    return Line(text, left, size, float(element.attrib["y"]))


def flow(
    plan: Plan,
    day: str,
    language: str = "th",
    calendar: Calendar = OFF_2570,
    *,
    with_states: bool = True,
) -> Flow:
    standing = Standing(plan, calendar, date.fromisoformat(day), TEAM)
    return Flow(flow_drawing(speaker(language), standing, with_states=with_states))


def half(language: str = "th", *, with_states: bool = True) -> Flow:
    return flow(HALF, HALF_ON, language, with_states=with_states)
