"""What the documents name is there, and what people can use is in the documents."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from urllib.parse import unquote

import pytest

from bot.domain.calendar import calendar_of
from bot.domain.cost import Cost, cost
from bot.settings import PREFIX, SECRETS, Settings
from bot.sops.loader import load
from bot.system.days_off import official_days_off
from handlers.core.grammar import parse
from handlers.table import COMMANDS, GRAMMAR
from tests.commandline import OF_THE_TESTS, Sopbot
from tests.commandline import sopbot as sopbot

TESTS = Path(__file__).parent
ROOT = TESTS.parent
PAGES = {str(p.relative_to(ROOT)): p.read_text("utf-8") for p in sorted(ROOT.glob("*.md"))}
PAGES |= {str(p.relative_to(ROOT)): p.read_text("utf-8") for p in sorted(ROOT.glob("docs/*.md"))}
README_BYTES = 10_000
"""Longer is a book; a book has chapters, and they stand in docs/."""

OTHERS = {"newbot", "revoke", "healthz", "metrics"}
"""Words behind a slash that are no commands: BotFather's own, and addresses of the web server."""
SETTINGS = {PREFIX + name.upper() for name in Settings.model_fields}

FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"`([^`\n]+)`")
COMMAND = re.compile(r"/([a-z]+)(?![\w/.])")
SETTING = re.compile(rf"{PREFIX}[A-Z0-9_]+[A-Z0-9]")
TARGET = re.compile(r"\bmake ([a-z-]+)(?!\S)")
LINK = re.compile(r"\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
PLACE = re.compile(r'<a id="([\w-]+)">')
FILE = re.compile(r"(?<![\w./])(?:bot|handlers|scheduler|locales|tests|docs)/[\w./-]+")

PLAYED = re.compile(r"^\$ sopbot ((?:timeline|simulate) .+)\n((?:(?!\$|```).*\n)+)", re.MULTILINE)

LATE: tuple[Mapping[int, int], ...] = ({}, {4: 10}, {8: 30}, {4: 10, 8: 30})
"""Steps, and by how many days, in the columns of what LINE costs."""

each_page = pytest.mark.parametrize("page", PAGES)


def spans(text: str) -> list[str]:
    return CODE.findall(FENCE.sub("", text))


def anchors(text: str) -> set[str]:
    """As GitHub makes them of headings, and those set by hand."""
    titles = HEADING.findall(FENCE.sub("", text))
    made = {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}
    return made | set(PLACE.findall(text))


@each_page
def test_commands_that_are_named_exist(page: str) -> None:
    named = {m[1] for span in spans(PAGES[page]) if (m := COMMAND.match(span))}
    assert named - OTHERS <= {c.name for c in COMMANDS if not c.hidden}


def test_every_command_is_told_with_its_thai_words() -> None:
    rows = PAGES["docs/commands.md"].splitlines()
    for command in COMMANDS:
        start = "| |" if command.hidden else f"| `/{command.name}"
        told = [set(spans(row)) for row in rows if re.match(rf"{re.escape(start)}[ `]", row)]
        if command.words or not command.hidden:
            assert any(set(command.words) <= words for words in told), command.name


def test_the_secretary_is_told_words_that_are_understood() -> None:
    words = [s for s in spans(PAGES["docs/secretary.th.md"]) if re.match("[ก-ฮเ-ไ]", s)]
    assert len(words) > 40
    assert [word for word in words if parse(word, GRAMMAR, "") is None] == []


@each_page
def test_settings_that_are_named_exist(page: str) -> None:
    of_files = {f"{PREFIX}{name}_FILE" for name in SECRETS}
    named = set(SETTING.findall(PAGES[page]))
    assert named <= SETTINGS | of_files | OF_THE_TESTS


def test_every_setting_is_told() -> None:
    told = {name for span in spans(PAGES["docs/settings.md"]) for name in SETTING.findall(span)}
    assert told >= SETTINGS


@each_page
def test_make_targets_that_are_named_exist(page: str) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    code = "\n".join(FENCE.findall(PAGES[page]) + CODE.findall(PAGES[page]))
    assert set(TARGET.findall(code)) <= targets


@each_page
def test_links_lead_somewhere(page: str) -> None:
    for link in LINK.findall(PAGES[page]):
        if link.startswith("https://"):
            continue
        path, _, anchor = unquote(link).partition("#")
        target = (ROOT / page).parent / path if path else ROOT / page
        assert target.exists(), link
        assert not anchor or anchor in anchors(target.read_text("utf-8")), link


@each_page
def test_files_that_are_named_exist(page: str) -> None:
    """Those of tests may be named without their folder, as in the list of threats."""
    named = {name for span in spans(PAGES[page]) for name in FILE.findall(span)}
    found = {name for name in named if any((top / name).exists() for top in (ROOT, TESTS))}
    assert named - found == set()


@pytest.mark.parametrize(
    ("typed", "shown"), PLAYED.findall(PAGES["docs/dates.md"] + PAGES["docs/line-costs.md"])
)
def test_the_example_is_what_is_printed(sopbot: Sopbot, typed: str, shown: str) -> None:
    printed = iter(sopbot(*typed.split()).out.splitlines())
    assert [line for line in shown.splitlines() if line != "…" and line not in printed] == []


@pytest.mark.parametrize("readers", [5, 10, 15, 25])
def test_what_line_costs_is_what_is_worked_out(readers: int) -> None:
    on_time, *_, late = found = [cost_of(readers, slips) for slips in LATE]
    dearest = [max(m.counted for m in c.months.values()) for c in found]
    naive = [max(c.each.values()) for c in (on_time, late)]
    by_month = [[m.counted for m in c.months.values()] for c in (on_time, late)]
    rows = [[readers, *dearest, *naive], *([readers, *m, sum(m)] for m in by_month)]
    for row in rows:
        assert f"| {' | '.join(map(str, row))} |" in PAGES["docs/line-costs.md"].splitlines()


def cost_of(readers: int, slips: Mapping[int, int]) -> Cost:
    off = calendar_of(official_days_off(2025, 2029))
    return cost(load("lo-2.4").for_fiscal_year(2027), date(2026, 10, 1), off, slips, readers)


def test_the_readme_is_short_and_knows_every_page() -> None:
    assert len(PAGES["README.md"].encode()) <= README_BYTES
    linked = set(LINK.findall(PAGES["README.md"]))
    assert linked >= {page for page in PAGES if page != "README.md"}
