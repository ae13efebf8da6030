"""A paper in the central template, understood: its chapters, and its table of steps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.domain.errors import Refusal
from bot.domain.sop import Definition
from bot.domain.sop_import import NOWHERE, Remark
from bot.sop_import.cells import GAP
from bot.sop_import.chapters import Chapters, chapters
from bot.sop_import.cleaning import cleaned
from bot.sop_import.mending import Mending
from bot.sop_import.numbering import numbering
from bot.sop_import.paper import Line, Paper, Table
from bot.sop_import.raw import RawSop
from bot.sop_import.raw_steps import RawSteps, unread
from bot.sop_import.row_parts import parted
from bot.sop_import.rows import Steps, steps
from bot.sop_import.wraps import Wraps
from bot.sop_import.years import Years, fiscal_year, without_year

MOST_LETTERS = 300_000
"""Of the chapters and the steps; the built-in SOP has 10,000."""
MOST_ROWS = 1_000
"""Of which steps are made, each of one or some."""
MOST_PASSED = 30
"""Lines beside the table of steps that are told."""
MOST_QUOTED = 200
"""Characters of each."""
_DATED = ("objectives", "scope")
"""Chapters in which a file may have templates of years."""


def understood(paper: Paper) -> tuple[RawSop, list[Remark]]:
    """Raises Refusal if there is no table of steps, or more than an SOP has."""
    paper, remarks = cleaned(paper)
    tables = [one for one in paper.blocks if isinstance(one, Table)]
    found = steps(tables)
    found = replace(found, groups=parted(found.groups))
    if not found.groups:
        raise Refusal("sop-no-steps")
    if len(found.groups) > MOST_ROWS:
        raise Refusal("sop-too-much")
    said = chapters(_others(paper, tables, found))
    cells = [_whole(lines) for group in found.groups for lines in group.lines.values()]
    texts = _chapter_texts(said)
    if sum(map(len, (*texts, *cells))) > MOST_LETTERS:
        raise Refusal("sop-too-much")
    years = Years(fiscal_year((*texts, *said.others, *(one.replace(GAP, " ") for one in cells))))
    wraps = Wraps(texts, cells, plain=paper.plain)
    mending = Mending(wraps, years)
    if paper.revisions:
        told = {"count": str(paper.revisions)}
        remarks.append(Remark("revisions", told=told))
    known = [one.text for key in ("direct", "involved") for one in said.under.get(key, ())]
    made = RawSteps(found.groups, wraps, mending, known, plain=paper.plain).steps()
    sop = replace(
        _chapters(said, mending),
        steps=made,
        fiscal_year=years.fiscal,
        pages=max(paper.pages, len(found.pages)),
        tables=len(found.used),
    )
    remarks += [*mending.remarks, *numbering(found.groups), *unread(found.groups), *found.passed]
    if not paper.plain:
        remarks += _passed(said)
    return sop, remarks


def _passed(said: Chapters) -> Iterator[Remark]:
    """What stands about the table of steps is used for nothing."""
    for one in said.passed[:MOST_PASSED]:
        yield Remark("text-passed", spot=one.line.spot, before=one.text[:MOST_QUOTED])


def _others(paper: Paper, tables: Sequence[Table], found: Steps) -> list[Line | Table]:
    """All but the tables of steps."""
    used = {id(tables[n]) for n in found.used}
    return [one for one in paper.blocks if id(one) not in used]


def _whole(lines: Sequence[Line]) -> str:
    return GAP.join(line.text for line in lines)


def _chapter_texts(said: Chapters) -> list[str]:
    under = (one.text for texts in said.under.values() for one in texts)
    return [said.title, said.indicator, said.office, *under]


def _chapters(said: Chapters, mending: Mending) -> RawSop:
    title, path = said.whole_title, ("title",)
    if said.title:
        mending.told("title-whole", path, 0, NOWHERE, said.title, title)
    called = mending.of_chapter(said.indicator, ("indicator",), dated=False)
    indicator = without_year(called) or called
    mending.told("year-left-out", ("indicator",), 0, NOWHERE, called, indicator)
    return RawSop(
        (),
        form=said.form,
        form_revised=said.form_revised,
        title=mending.of_chapter(title, path, dated=True),
        indicator=indicator,
        indicator_number=said.indicator_number,
        unit=mending.of_chapter(said.office, ("unit",), dated=False),
        objectives=_texts(said, mending, "objectives"),
        scope=_texts(said, mending, "scope"),
        definitions=tuple(
            Definition(
                mending.of_chapter(term, ("definitions", n, "term"), dated=False),
                mending.of_chapter(meaning, ("definitions", n, "meaning"), dated=False),
            )
            for n, (term, meaning) in enumerate(said.definitions())
        ),
        direct=_texts(said, mending, "direct") or _texts(said, mending, "responsibilities"),
        involved=_texts(said, mending, "involved"),
        legend=_texts(said, mending, "legend"),
        case=said.case,
    )


def _texts(said: Chapters, mending: Mending, key: str) -> tuple[str, ...]:
    return tuple(
        mending.of_chapter(one.text, (key, n), one.line.spot, dated=key in _DATED)
        for n, one in enumerate(said.under.get(key, ()))
        if one.text
    )
