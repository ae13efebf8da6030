"""The Word copy of an SOP, read again, is the same SOP.

What differs is listed here, with its reason; nothing else does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from bot.domain.calendar import Calendar
from bot.domain.numbers import StepNumber
from bot.domain.sop import Sop, Step
from bot.domain.sop_import import Imported
from bot.domain.timeline import timeline
from bot.render.documents.procedure import procedure_of
from bot.render.language import speaker
from bot.sop_import.reading import imported
from bot.sops.loader import kept, source_of

EXAMPLES = [
    Path(__file__).parent / "whole.yaml",
    *sorted((Path(__file__).parents[2] / "docs" / "sop-files").glob("*.yaml")),
    *sorted((Path(__file__).parents[1] / "sops" / "samples").glob("*.yaml")),
]
SOURCES = {"lo-2.4": source_of("lo-2.4"), **{p.stem: p.read_text("utf-8") for p in EXAMPLES}}
TODAY = date(2026, 12, 1)
START = date(2026, 10, 1)

Place = tuple[str | int, ...]


def _times(step: int, count: int) -> list[int]:
    return [StepNumber.of(step, n) for n in range(1, count + 1)]


_SUGGESTED = ["รายงานการประชุม", "ใบลงชื่อผู้เข้าร่วมประชุม"]
_OF_MEETING: Mapping[Place, tuple[object, object]] = {
    ("steps", 4, "documents", n): (None, (title, "suggested", "", False))
    for n, title in enumerate(_SUGGESTED)
}
_COMMITTEES = {
    "case.en": ("review board", "The review board"),
    "decision.en": ("information committee", "The information committee"),
    "durations.en": ("seminar committee", "The seminar committee"),
    "rounds.en": ("data committee", "The data committee"),
    "years.en": ("budget committee", "The budget committee"),
}
_BESIDE: Mapping[str, Mapping[Place, tuple[object, object]]] = {
    "incoming-letters": {("steps", n, "parallel"): (False, True) for n in _times(1, 12)},
    "budget": {
        ("steps", n, key): both
        for n in _times(2, 4)
        for key, both in (("after", ((1,), ())), ("parallel", (False, True)))
    },
}
DIFFERENCES: Mapping[str, Mapping[str, Mapping[Place, tuple[object, object]]]] = {
    "of a meeting that names no documents both are suggested; they never block": {
        "durations.th": _OF_MEETING,
        "durations.en": _OF_MEETING,
    },
    "how a letter addresses the committee stands nowhere: it is called as in 4.1": {
        name: {("committee",): both} for name, both in _COMMITTEES.items()
    },
    "what recurs runs beside the others, which is told or asked; its dates are the same": _BESIDE,
}
"""By the reason and the file: what was written, and what is read. Ids, the short names of parties
and what was added by the system are not compared: they stand on no paper.
"""


@cache
def _read(name: str) -> Imported:
    sop = kept(SOURCES[name])
    return imported(procedure_of(speaker(sop.language), sop, TODAY), f"{name}.docx")


def _said(sop: Sop) -> dict[str, object]:
    return {
        **{"title": sop.title, "indicator": sop.indicator, "number": sop.indicator_number},
        **{"unit": sop.unit, "form": sop.form, "form_revised": sop.form_revised},
        **{"objectives": sop.objectives, "scope": sop.scope, "definitions": sop.definitions},
        **{"direct": sop.direct, "involved": sop.involved, "committee": sop.committee},
        **{"language": sop.language, "case": sop.case, "legend": sop.legend},
        "cutoffs": [(one.title, one.step) for one in sop.cutoffs],
        "parties": {party.name for party in sop.parties},
        "steps": {step.number: _of_step(sop, step) for step in sop.steps},
    }


def _of_step(sop: Sop, step: Step) -> dict[str, object]:
    once = step.occurrence
    return {
        **{"title": step.title, "lead": step.lead, "detail": step.detail},
        **{"duration": (step.least, step.duration, step.unit), "by": step.by, "due": step.due},
        **{"on": step.starts_on, "next round": step.next_round, "after": step.after},
        **{"not_before": step.not_before, "not_after": step.not_after},
        **{"parallel": step.parallel, "meeting": step.meeting, "review": step.review},
        **{"quorum": step.quorum, "symbol": step.symbol},
        "period": once and (once.name, once.first, once.last),
        "ways": [(way.name, way.back, way.ends) for way in step.ways],
        "when": [(one.step, _name(sop, one.step, one.way)) for one in step.when],
        "parties": [sop.party(party).name for party in step.parties],
        "documents": [(d.title, d.kind.value, d.note, d.numbered) for d in step.documents],
    }


def _name(sop: Sop, step: int, way: str) -> str:
    return next(one.name for one in sop.occurrences(step)[0].ways if one.id == way)


def _differences(
    ours: object, read: object, place: Place = ()
) -> Iterator[tuple[Place, tuple[object, object]]]:
    if isinstance(ours, dict) and isinstance(read, dict):
        for key in dict.fromkeys((*ours, *read)):
            yield from _differences(ours.get(key), read.get(key), (*place, key))
    elif isinstance(ours, list) and isinstance(read, list):
        for n in range(max(len(ours), len(read))):
            yield from _differences(_item(ours, n), _item(read, n), (*place, n))
    elif ours != read:
        yield place, (ours, read)


def _item(items: list[object], n: int) -> object:
    return items[n] if n < len(items) else None


@pytest.mark.parametrize("name", SOURCES)
def test_it_says_all_that_the_file_says(name: str) -> None:
    found = dict(_differences(_said(kept(SOURCES[name])), _said(kept(_read(name).source))))
    explained = [files.get(name, {}) for files in DIFFERENCES.values()]
    assert found == {place: both for places in explained for place, both in places.items()}


@pytest.mark.parametrize("name", SOURCES)
def test_a_plan_of_it_has_the_same_dates(name: str) -> None:
    assert _dates(kept(_read(name).source)) == _dates(kept(SOURCES[name]))


def _dates(sop: Sop) -> dict[int, tuple[date, date]]:
    line = timeline(sop, START, Calendar())
    return {s.number: (line[s.number].start, line[s.number].due) for s in sop.steps}


@pytest.mark.parametrize("name", SOURCES)
def test_nothing_is_asked_but_whether_it_recurs(name: str) -> None:
    asked = {remark.code for remark in _read(name).remarks if remark.is_open}
    assert asked <= {"recurring", "recurring-start"}
