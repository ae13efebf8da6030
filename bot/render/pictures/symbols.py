"""The symbols of a flow chart (สัญลักษณ์ที่ใช้), each with the state of the step that it stands for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.domain.sop import Symbol
from bot.render.colours import GROUND, MUTED, ON_ACCENT
from bot.render.pictures.bars import SIGN, TALL, Look, sign
from bot.render.pictures.letters import BOLD, Face, letters

BAND = 84
"""Pixels, as all lengths here: beside the words of a step, with its number."""
NUMBER = 44
RADIUS = 42
"""Of a connector."""
_LINE = 5
_ROUNDED = 8


@dataclass(frozen=True, slots=True)
class Box:
    """What an arrow comes to and goes from. `inlet`, `outlet`: at its sides, below its top."""

    left: float
    right: float
    top: float
    tall: float
    inlet: float = 0
    outlet: float = 0

    @property
    def bottom(self) -> float:
        return self.top + self.tall

    @property
    def middle(self) -> float:
        return self.top + self.tall / 2

    @property
    def centre(self) -> float:
        return (self.left + self.right) / 2


def touched(what: Symbol, box: Box) -> Box:
    """Where arrows touch the symbol that fills this box, or of a connector stands at its top."""
    if what is Symbol.CONNECTOR:
        left, right = box.centre - RADIUS, box.centre + RADIUS
        return Box(left, right, box.top, box.tall, RADIUS, RADIUS)
    at = (1 / 2, 1 / 2) if what is Symbol.DECISION else (1 / 4, 3 / 4)
    return replace(box, inlet=at[0] * box.tall, outlet=at[1] * box.tall)


def symbol(what: Symbol, box: Box, look: Look, number: str = "") -> str:
    """The outline tells the symbol, line and band the state. A decision has no band."""
    return _DRAWN[what](box, look, number)


class Point(StrEnum):
    """The head of an arrow, whose tip is where it is put."""

    RIGHT = "l-16 -8v16z"
    LEFT = "l16 -8v16z"
    DOWN = "l-8 -16h16z"


def arrow(path: str, tip: tuple[float, float], point: Point, colour: str = MUTED) -> str:
    """Along a path, with its tip there."""
    x, y = tip
    return (
        f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="4"/>'
        f'<path d="M{x:.1f} {y:.1f}{point}" fill="{colour}"/>'
    )


def sample(look: Look, wide: float) -> str:
    """What stands for a state where it is explained, from 0, 0 on."""
    box = Box(3, wide - (2 * SIGN + 6 if look.sign else 3), 0, TALL)
    drawn = _rounded(box, _ROUNDED, look) + _band(box, _ROUNDED, look, wide / 4)
    return drawn + sign(look, wide - SIGN, TALL / 2) if look.sign else drawn


def _process(box: Box, look: Look, number: str) -> str:
    return _rounded(box, _ROUNDED, look) + _numbered(box, _ROUNDED, look, number)


def _terminal(box: Box, look: Look, number: str) -> str:
    rounded = min(box.tall / 2, BAND)
    return _rounded(box, rounded, look) + _numbered(box, rounded, look, number)


def _numbered(box: Box, rounded: float, look: Look, number: str) -> str:
    band = _band(box, rounded, look, BAND) if number else ""
    return band + _number(number, box.left + BAND / 2, box.middle, look)


def _rounded(box: Box, rounded: float, look: Look) -> str:
    return (
        f'<rect x="{box.left:.1f}" y="{box.top:.1f}" width="{box.right - box.left:.1f}"'
        f' height="{box.tall:.1f}" rx="{rounded:.1f}" {_line(look)}/>'
    )


def _band(box: Box, rounded: float, look: Look, wide: float) -> str:
    edge = box.left + wide
    path = (
        f"M{edge:.1f} {box.top:.1f}H{box.left + rounded:.1f}"
        f"a{rounded:.1f} {rounded:.1f} 0 0 0 -{rounded:.1f} {rounded:.1f}"
        f"V{box.bottom - rounded:.1f}a{rounded:.1f} {rounded:.1f} 0 0 0 {rounded:.1f} {rounded:.1f}"
        f"H{edge:.1f}z"
    )
    fill = look.colour if look.outline is None else "none"
    return f'<path d="{path}" fill="{fill}" stroke="{look.colour}" stroke-width="3"/>'


def _decision(box: Box, look: Look, _number: str) -> str:
    path = (
        f"M{box.left:.1f} {box.middle:.1f}L{box.centre:.1f} {box.top:.1f}"
        f"L{box.right:.1f} {box.middle:.1f}L{box.centre:.1f} {box.bottom:.1f}z"
    )
    return f'<path d="{path}" {_line(look)} stroke-linejoin="round"/>'


def _connector(box: Box, look: Look, number: str) -> str:
    radius = min(RADIUS, box.tall / 2)
    fill = look.colour if look.outline is None else GROUND
    return (
        f'<circle cx="{box.centre:.1f}" cy="{box.top + radius:.1f}" r="{radius:.1f}"'
        f' fill="{fill}" stroke="{look.colour}" stroke-width="{_LINE}"{look.outline or ""}/>'
    ) + _number(number, box.centre, box.top + radius, look)


def _number(number: str, middle: float, centre: float, look: Look) -> str:
    if not number:
        return ""
    colour = ON_ACCENT if look.outline is None else look.colour
    return letters(number, middle, centre + 15, Face(NUMBER, colour, BOLD), "middle")


def _line(look: Look) -> str:
    return f'fill="{GROUND}" stroke="{look.colour}" stroke-width="{_LINE}"{look.outline or ""}'


_DRAWN: Mapping[Symbol, Callable[[Box, Look, str], str]] = {
    Symbol.PROCESS: _process,
    Symbol.TERMINAL: _terminal,
    Symbol.DECISION: _decision,
    Symbol.CONNECTOR: _connector,
}
