"""The examples of SOP files are sound, and the dates in their comments are those of a plan."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from bot.domain.calendar import calendar_of
from bot.domain.sop import Sop
from bot.domain.timeline import StepDates, Timeline, timeline
from bot.render import dates
from bot.sops.loader import check
from bot.sops.schema import PARTS
from bot.sops.summary import fine
from bot.system.days_off import official_days_off

FOLDER = Path(__file__).parent.parent / "docs" / "sop-files"
FILES = sorted(FOLDER.glob("*.yaml"))
OFF = calendar_of(official_days_off(2025, 2029))
TOLD = re.compile(r"# (?:Step|ขั้นตอนที่) ([\d.]+): ([^(\n]+)")

PAGES = [FOLDER.parent / f"sop-file{ending}.md" for ending in ("", ".th")]
KEY = re.compile(r"^\| (`.+?) \|", re.MULTILINE)

each_file = pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)


def planned(sop: Sop) -> Timeline:
    return timeline(sop.for_fiscal_year(2027), date(2026, 10, 1), OFF)


def told(found: StepDates, language: str) -> str:
    if found.has_due:
        return dates.span(found.start, found.due, language)
    first = dates.short_date(found.start, language)
    return f"ตั้งแต่ {first}" if language == "th" else f"from {first}"


@each_file
def test_the_dates_in_its_comments_are_those_of_its_plan(path: Path) -> None:
    sop = check(path)
    by_number = {str(n): told(d, sop.language) for n, d in planned(sop).steps.items()}
    said = {n: text.strip() for n, text in TOLD.findall(path.read_text("utf-8"))}
    assert said == {n: by_number[n] for n in said}
    assert {n.partition(".")[0] for n in said} == {
        str(s.number).partition(".")[0] for s in sop.steps
    }


@each_file
def test_it_is_named_after_its_id_and_language(path: Path) -> None:
    sop = check(path)
    assert path.name == f"{sop.id}.{sop.language}.yaml"


@pytest.mark.parametrize("english", sorted(FOLDER.glob("*.en.yaml")), ids=lambda p: p.name)
def test_both_languages_have_the_same_plan(english: Path) -> None:
    thai = english.with_name(english.name.replace(".en.", ".th."))
    assert planned(check(english)).steps == planned(check(thai)).steps


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_every_key_of_a_file_and_of_a_step_is_told(page: Path) -> None:
    told = {
        key for row in KEY.findall(page.read_text("utf-8")) for key in re.findall("`(.+?)`", row)
    }
    assert told == {*PARTS[""].model_fields, *PARTS["steps"].model_fields}


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_what_the_check_is_said_to_tell_it_tells(page: Path) -> None:
    text = page.read_text("utf-8")
    for name in re.findall(r"sop check (docs/\S+)", text):
        assert fine(name, check(FOLDER.parent.parent / name)) in text
