"""The shapes of a timeline: what a step looks like by its state, with or without colours."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.render.colours import ACCENT, GOING, GROUND, INK, LATE, MUTED, PLANNED
from bot.render.language import N_

TALL = 32
"""Pixels, as all lengths here."""
LEAST = 14
"""A day may be less than three pixels wide."""
SIGN = 18
"""Half the width of the disc with a sign in it."""
LATER = 11
"""Half the width of a mark for a time that is not the next."""
_FADE, _OPACITIES = 18, (0.6, 0.35, 0.15)
FADES = _FADE * len(_OPACITIES)
_THIN = 9
_LINE = 4
_ROUND = 7
_TICK = "M-9 0.5L-3 7L9 -7"
_WARNING = "M0 -11V3M0 10V10.5"
_DOTS = "M-9 0H-8.5M0 0H0.5M9 0H9.5"
_STRIPE, _STRIPES_APART = 6, 20


class Outline(StrEnum):
    """Of a bar that is not filled."""

    WHOLE = ""
    DASHED = ' stroke-dasharray="11 8"'
    DOTTED = ' stroke-dasharray="4 6"'


@dataclass(frozen=True, slots=True)
class Look:
    """How a state is shown. `outline`: None for a filled bar. `sign`: a path around 0, 0."""

    word: str
    colour: str
    outline: Outline | None = None
    sign: str = ""


CLOSED = Look(N_("Closed"), ACCENT, sign=_TICK)
RUNNING = Look(N_("In progress"), GOING)
REPORTED = Look(N_("To be verified"), ACCENT, Outline.WHOLE, sign=_DOTS)
OVERDUE = Look(N_("Overdue"), LATE, sign=_WARNING)
TO_COME = Look(N_("Not started"), MUTED, Outline.WHOLE)
SKIPPED = Look(N_("Not carried out"), MUTED, Outline.DASHED)
IN_CASE = Look(N_("Only in certain cases"), MUTED, Outline.DOTTED)
LEFT_OPEN = Look(N_("Not completed"), INK, Outline.WHOLE)
BARE = Look("", INK, Outline.WHOLE)
"""Of what has no state, as in an SOP itself."""
LOOKS = (CLOSED, REPORTED, RUNNING, OVERDUE, TO_COME, IN_CASE, SKIPPED, LEFT_OPEN)


def bar(look: Look, left: float, right: float, top: float) -> str:
    if look.outline is None:
        return _box(left, right, top, TALL, f'fill="{look.colour}"')
    half = _LINE / 2
    line = f'fill="{GROUND}" stroke="{look.colour}" stroke-width="{_LINE}"{look.outline}'
    return _box(left + half, right - half, top + half, TALL - _LINE, line)


def open_bar(look: Look, left: float, right: float, top: float) -> str:
    """Of what has no end yet: from `right` on it fades, `FADES` in all."""
    paler = "".join(
        f'<rect x="{right + n * _FADE:.1f}" y="{top}" width="{_FADE - _LINE}" height="{TALL}"'
        f' fill="{look.colour}" opacity="{opacity}"/>'
        for n, opacity in enumerate(_OPACITIES)
    )
    end = right - _LINE
    if look.outline is None:
        return _box(left, end, top, TALL, f'fill="{look.colour}"') + paler
    half = _LINE / 2
    path = f"M{end:.1f} {top + half}H{left + half:.1f}V{top + TALL - half}H{end:.1f}"
    return f'<path d="{path}" fill="none" stroke="{look.colour}" stroke-width="{_LINE}"/>' + paler


def mark(look: Look, middle: float, centre: float, radius: float = SIGN) -> str:
    """Of one time of what is carried out several times: with the sign of its state, else filled,
    or a ring.
    """
    return sign(look, middle, centre) if look.sign else _ring(look, middle, centre, radius)


def _ring(look: Look, middle: float, centre: float, radius: float) -> str:
    fill = look.colour if look.outline is None else GROUND
    return (
        f'<circle cx="{middle:.1f}" cy="{centre}" r="{radius - _LINE / 2}" fill="{fill}"'
        f' stroke="{look.colour}" stroke-width="{_LINE}"{look.outline or ""}/>'
    )


def lateness(left: float, right: float, top: float) -> str:
    """From the due date on: striped."""
    half = _LINE / 2
    left, right, top, tall = left + half, right - half, top + half, TALL - _LINE
    line = f'fill="{GROUND}" stroke="{LATE}" stroke-width="{_LINE}"'
    return _box(left, right, top, tall, line) + _stripes(left, right, top, top + tall)


def _stripes(left: float, right: float, top: float, bottom: float) -> str:
    """One path: of a pattern the renderer makes every pixel anew, which takes far longer."""
    path, tall, foot = "", bottom - top, left - (bottom - top)
    while foot < right:
        start, end = max(foot, left), min(foot + tall, right)
        path += f"M{start:.1f} {bottom - start + foot:.1f}L{end:.1f} {bottom - end + foot:.1f}"
        foot += _STRIPES_APART
    return f'<path d="{path}" stroke="{LATE}" stroke-width="{_STRIPE}"/>'


def sample(look: Look, wide: float) -> str:
    """What stands for it where it is explained, from 0, 0 on."""
    right = wide - 2 * SIGN - 6 if look.sign else wide
    late = lateness(0, right, 0) if look is OVERDUE else ""
    drawn = late + bar(look, 0, right / 2 if late else right, 0)
    return drawn + sign(look, wide - SIGN, TALL / 2) if look.sign else drawn


def planned(left: float, right: float, top: float) -> str:
    return _box(left, right, top, _THIN, f'fill="{PLANNED}"')


def diamond(look: Look, middle: float, top: float) -> str:
    """Of a day that is fixed; as tall as a bar, and apart from one behind it."""
    half, centre = TALL / 2, top + TALL / 2
    path = f"M{middle:.1f} {centre - half}l{half} {half}l-{half} {half}l-{half} -{half}z"
    fill = look.colour if look.outline is None else GROUND
    return (
        f'<path d="{path}" fill="{GROUND}" stroke="{GROUND}" stroke-width="{4 * _LINE}"/>'
        f'<path d="{path}" fill="{fill}" stroke="{look.colour}" stroke-width="{_LINE}"'
        ' stroke-linejoin="round"/>'
    )


def sign(look: Look, middle: float, centre: float) -> str:
    return (
        f'<g transform="translate({middle:.1f} {centre})"><circle r="{SIGN}"'
        f' fill="{look.colour}"/><path d="{look.sign}" fill="none" stroke="{GROUND}"'
        ' stroke-width="5" stroke-linecap="round" stroke-linejoin="round"/></g>'
    )


def _box(left: float, right: float, top: float, tall: float, paint: str) -> str:
    wide = max(right - left, _LINE)
    rounded = min(_ROUND, tall / 2, wide / 2)
    return (
        f'<rect x="{left:.1f}" y="{top}" width="{wide:.1f}" height="{tall}"'
        f' rx="{rounded:.1f}" {paint}/>'
    )
