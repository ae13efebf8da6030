"""From the words of an SOP to its file, with a proposal wherever they leave something open.

Pure. `but`: what is not to be proposed, by the codes of remarks, where the file could not have it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from bot.domain.sop_import import Change, Option, Remark, Value
from bot.sop_import import decisions, parties, rounds, step_filing
from bot.sop_import.lengths import Cut
from bot.sop_import.names import id_of_sop
from bot.sop_import.raw import RawSop
from bot.sop_import.step_parties import Responsible, responsible

_THAI = re.compile("[\u0e01-\u0e5b]")
WEAKER = (
    *("decision", "recurring-last", "due", "rounds", "parallel", "recurring", "fixed-days"),
    "case",
)
"""Proposals that are given up, one more at a time, where the rules of a file forbid them."""

Tree = dict[str, Value]


def filed(raw: RawSop, but: Collection[str] = ()) -> tuple[Tree, list[Remark]]:
    cut = Cut()
    bodies = responsible(raw)
    steps, remarks = step_filing.steps(raw, bodies, cut, but)
    tree = {**_head(raw, bodies, cut), "parties": _parties(raw, bodies, cut)}
    tree |= {"legend": [cut.text(one, ("legend", n)) for n, one in enumerate(raw.legend)]}
    tree |= {"rounds": _rounds(steps), **_cutoffs(steps), "steps": list(steps)}
    if raw.case and "case" not in but:
        tree["case"] = True
    found = [
        *_missing(raw, tree),
        *_usual_rounds(raw),
        *_case(raw, tree, but),
        *bodies.remarks,
        *remarks,
    ]
    return _without_empty(tree), [*cut.remarks, *found]


def _head(raw: RawSop, bodies: Responsible, cut: Cut) -> Tree:
    number = raw.indicator_number or _number_in(raw.indicator) or _number_in(raw.title)
    committee = bodies.committee(raw.direct) or _COMMITTEE[_is_thai(raw)]
    title = raw.title or raw.indicator or raw.form or _first_words(raw)
    return {
        "id": id_of_sop(number, title),
        "title": cut.title(title, ("title",)),
        "indicator": cut.text(raw.indicator or title, ("indicator",)),
        "indicator_number": number,
        "unit": cut.text(raw.unit or "หน่วยงาน", ("unit",)),
        "form": cut.text(raw.form, ("form",)),
        "form_revised": cut.text(raw.form_revised, ("form_revised",)),
        "committee": cut.text(committee, ("committee",)),
        "language": "th" if _is_thai(raw) else "en",
        "objectives": _texts(raw.objectives, "objectives", cut),
        "scope": _texts(raw.scope, "scope", cut),
        "definitions": [
            {
                "term": cut.text(one.term, ("definitions", n, "term")),
                "meaning": cut.text(one.meaning, ("definitions", n, "meaning")),
            }
            for n, one in enumerate(raw.definitions)
        ],
        "direct": _texts(raw.direct or (committee,), "direct", cut),
        "involved": _texts(raw.involved, "involved", cut),
    }


_COMMITTEE = {True: "คณะทำงาน", False: "committee"}
"""Of an SOP that names none: its chair is addressed so."""


def _first_words(raw: RawSop) -> str:
    """For want of any title."""
    words = (one for step in raw.steps for one in (step.lead, *step.detail, *step.chart) if one)
    return next(words, "SOP")


def _texts(texts: Sequence[str], key: str, cut: Cut) -> list[Value]:
    return [cut.text(one, (key, n)) for n, one in enumerate(texts)]


def _parties(raw: RawSop, bodies: Responsible, cut: Cut) -> list[Value]:
    return [
        {
            "id": id,
            "name": cut.text(name, ("parties", n, "name")),
            "short": parties.short_of(name, (raw.unit,)),
        }
        for n, (id, name) in enumerate(zip(bodies.ids, bodies.names, strict=True))
    ]


def _rounds(steps: Sequence[Tree]) -> list[Value]:
    """Those that no file knows by itself: whose days a step itself names, of which the same are one
    series, and others that offices have.
    """
    series: list[list[Value]] = []
    for step in steps:
        periods = step.get("every")
        if isinstance(periods, list):
            if periods not in series:
                series.append(periods)
            step["every"] = f"rounds-{series.index(periods) + 1}"
    every = dict.fromkeys(str(one["every"]) for one in steps if "every" in one)
    own: list[Value] = [
        {"id": f"rounds-{n}", "periods": periods} for n, periods in enumerate(series, 1)
    ]
    return [*own, *(rounds.series(id) for id in every if id in rounds.OWN)]


def _cutoffs(steps: Sequence[Tree]) -> Tree:
    """Closing days of an outside system, which the steps name."""
    found = [(title, step["number"]) for step in steps for title in _listed(step, "cutoffs")]
    made: list[Value] = [
        {"id": f"cutoff-{n}", "title": title, "step": step}
        for n, (title, step) in enumerate(found, 1)
    ]
    return {"cutoffs": made} if made else {}


def _listed(step: Tree, key: str) -> list[Value]:
    """Taken out of the step."""
    found = step.pop(key, [])
    return found if isinstance(found, list) else []


_OPTIONAL = frozenset(
    {"indicator_number", "form", "form_revised", "definitions", "involved", "legend", "rounds"}
)


def _without_empty(tree: Tree) -> Tree:
    """Of what may be left out."""
    return {key: value for key, value in tree.items() if value or key not in _OPTIONAL}


def _missing(raw: RawSop, tree: Tree) -> list[Remark]:
    """What every file has and the paper has not; typed words take its place."""
    found = []
    if not raw.indicator:
        found.append(_placed("indicator-missing", "indicator", str(tree["indicator"])))
    if not raw.unit:
        found.append(_placed("unit-missing", "unit", str(tree["unit"])))
    for key, heading in (
        ("objectives", raw.objectives),
        ("scope", raw.scope),
        ("direct", raw.direct),
    ):
        if not heading:
            found.append(Remark("head-missing", path=(key,), told={"heading": _HEADINGS[key]}))
    return found


_HEADINGS = {
    "objectives": "1. วัตถุประสงค์",
    "scope": "2. ขอบเขต",
    "direct": "4.1 ผู้รับผิดชอบโดยตรง",
}


def _placed(code: str, key: str, written: str) -> Remark:
    return Remark(code, path=(key,), options=(Option("as-read", told={"name": written}),))


def _usual_rounds(raw: RawSop) -> list[Remark]:
    """A plan's reports go by the rounds of five months, whatever its SOP says."""
    steps = (text for s in raw.steps for text in (s.lead, *s.detail, s.duration, *s.documents))
    other = rounds.other_than_usual((*raw.objectives, *raw.scope, *steps))
    if other is None or decisions.is_asked_for((raw.steps[0].lead, *raw.steps[0].detail)):
        return []
    told = {"written": other}
    return [Remark("rounds-other" if other else "rounds-usual", path=("steps",), told=told)]


def _case(raw: RawSop, tree: Tree, but: Collection[str]) -> list[Remark]:
    """Whether it runs each time that somebody asks, or once a year."""
    first, steps = raw.steps[0], tree["steps"]
    assert isinstance(steps, list)
    if any(isinstance(one, dict) and _OF_A_YEAR & one.keys() for one in steps):
        return []
    if raw.case or "case" in but or not decisions.is_asked_for((first.lead, *first.detail)):
        return []
    yearly = Option("yearly")
    cases = Option("cases", (Change(("case",), True),))
    return [
        Remark("case", first.number, first.spot, ("steps", 0, "title"), options=(yearly, cases))
    ]


_OF_A_YEAR = {"every", "not_before", "not_after"}
"""Keys of steps that a file for cases cannot have: then there is nothing to choose."""


def _number_in(text: str) -> str:
    found = re.search(r"(?:ตัวชี้วัด(?:ที่)?|KPI|indicator) ?(\d+(?:\.\d+)*)", text, re.IGNORECASE)
    return found[1] if found else ""


def _is_thai(raw: RawSop) -> bool:
    return any(_THAI.search(text) for step in raw.steps for text in (step.lead, *step.detail))
