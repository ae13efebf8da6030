"""An SOP as it was sent, whatever the program that wrote it: paragraphs and tables, in order.

Spaces and line breaks within a line are those of the writer; footers, headers and what else repeats
on every page are not there.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.sop_import import NOWHERE, Spot


class Shape(StrEnum):
    """What is drawn in a cell of the flow chart."""

    TERMINAL = "terminal"
    PROCESS = "process"
    DECISION = "decision"
    CONNECTOR = "connector"
    ARROW = "arrow"
    UNREAD = "unread"
    """A picture, SmartArt, a chart, or what another program drew: its words are not in the file's
    text.
    """


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, or a part of one that a line break parts from the rest (`broken`).

    `mark`: the number or the bullet that the program puts before it ("1.", "•"), no part of
    `text`.
    """

    text: str
    mark: str = ""
    level: int = 0
    """How deep its list stands, from 0."""
    broken: bool = False
    spot: Spot = NOWHERE
    heading: bool = False
    """The writer dressed it as one."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A shape, with the words in it, or beside an arrow."""

    shape: Shape
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """`column`: the first that it stands in, from 0; `columns`: how many it is wide.

    `goes_on`: it is the lower part of a cell that is merged with the one above, and says nothing
    itself.
    """

    lines: tuple[Line, ...] = ()
    drawn: tuple[Drawn, ...] = ()
    column: int = 0
    columns: int = 1
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    cells: tuple[Cell, ...]
    spot: Spot = NOWHERE
    """Its row is counted within its table, from 1."""
    is_head: bool = False
    """The writer marked it as a head that repeats on every page."""


@dataclass(frozen=True, slots=True)
class Table:
    rows: tuple[Row, ...]
    widths: tuple[float, ...] = ()
    """Of its columns, in centimetres; empty: not told."""


Block = Line | Table


@dataclass(frozen=True, slots=True)
class Paper:
    blocks: tuple[Block, ...]
    pages: int = 1
    """As far as is known."""
    revisions: int = 0
    """Tracked changes, which were taken as accepted."""
    plain: bool = False
    """It came as plain text, where line breaks within a cell may have become spaces."""
