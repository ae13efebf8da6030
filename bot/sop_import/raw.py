"""An SOP as the central template has it, in its own words: cleaned, and not yet understood."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.sop import Definition
from bot.domain.sop_import import NOWHERE, Spot
from bot.sop_import.paper import Shape


@dataclass(frozen=True, slots=True)
class RawStep:
    """A row of the table, or several that go on over pages. Texts are whole, one bullet each,
    without its mark. Years are written as in a file ({fiscal_year}).
    """

    number: int
    chart: tuple[str, ...] = ()
    """The words in its flow chart; of a decision also those at its arrows (ใช่, ไม่อนุมัติ)."""
    shape: Shape | None = None
    lead: str = ""
    detail: tuple[str, ...] = ()
    duration: str = ""
    parties: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    spot: Spot = NOWHERE


@dataclass(frozen=True, slots=True)
class RawSop:
    """What the paper does not say is empty. `fiscal_year`: พ.ศ., by which its years became
    templates; 0: it names none.
    """

    steps: tuple[RawStep, ...]
    form: str = ""
    form_revised: str = ""
    title: str = ""
    indicator: str = ""
    indicator_number: str = ""
    unit: str = ""
    objectives: tuple[str, ...] = ()
    scope: tuple[str, ...] = ()
    definitions: tuple[Definition, ...] = ()
    direct: tuple[str, ...] = ()
    involved: tuple[str, ...] = ()
    legend: tuple[str, ...] = ()
    case: bool = False
    """It says that it is carried out for each case that comes in."""
    fiscal_year: int = 0
    pages: int = 1
    tables: int = 1
