"""The versions of an SOP of the group's own: when, by whom, what changed; and as files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.domain.files import safe_name
from bot.domain.message import Button, Made, Message, Text, bold, join, paragraphs, plain
from bot.domain.people import Person
from bot.domain.plan import Plan
from bot.domain.sop import Sop
from bot.domain.sop_differences import differences
from bot.domain.sop_import import SopVersion, Stage
from bot.render import dates
from bot.render.language import Say
from bot.render.text import names, plan_years, sop_steps, sop_used, undo

Row = tuple[Button, ...]
PAGE = 8
"""Versions on a page."""


@dataclass(frozen=True, slots=True)
class Told:
    """A version, with what is told of it. `by` None: not known any more."""

    version: SopVersion
    day: date
    by: Person | None


def which(say: Say, group: int, found: Sequence[tuple[str, str]]) -> Message:
    """`found`: id and title of each SOP."""
    rows = tuple(
        (Button(names.shorten(title), f"sopversions g{group} {sop}"),) for sop, title in found
    )
    return Message(say("Which SOP's versions?"), rows)


def is_used(say: Say, version: SopVersion) -> Text:
    return say("Version {number} is in use already.", number=version.number)


def listed(say: Say, sop: Sop, shown: Sequence[Told], turn: Row, *, used: bool) -> Message:
    """A page, the newest first. `sop`: as its newest version has it; `used`: one is in use."""
    first = shown[0]
    away = "" if used else say("No version of it is in use: no plans are made of it.")
    head = join([bold(say("Versions of the SOP")), sop.title, away])
    rows: list[Row] = [(Button(_label(say, t), f"sopversions v{t.version.id}"),) for t in shown]
    rows += [turn] if turn else []
    if used:
        line = f"sopaway g{first.version.group} {first.version.sop}"
        rows.append((Button(say.caption("Use this SOP no more"), line),))
    message = Message(paragraphs([head, join(_line(say, t) for t in shown)]), tuple(rows))
    return plan_years.in_words(say, message)


def card(say: Say, told: Told, sop: Sop, before: Sop | None, plans: Sequence[Plan]) -> Message:
    """One of them, with what can be done with it. `before`: the version before; None: there is
    none. `plans`: those that run by an SOP with its id.
    """
    version = told.version
    what = plain("")
    if before is not None:
        changes = sop_steps.changes(say, before, sop, differences(before, sop))
        what = join([bold(say("What is different from the version before")), changes])
    rows: list[Row] = []
    if version.stage is Stage.FORMER:
        rows.append((Button(say.caption("Use this version"), f"sopuse v{version.id}"),))
    if version.stage is Stage.USED:
        rows.append((Button(say.caption("Correct steps"), f"editsop v{version.id}"),))
        rows += sop_used.to_plans(say, plans, version.id)
    rows.append(file_row(say, version))
    line = f"sopversions g{version.group} {version.sop}"
    rows.append((Button(say.caption("All versions"), line),))
    left = len(version.open_remarks)
    marked = say("Not decided, marked in the file: {count}", count=left) if left else plain("")
    head = join([bold(sop.title), _line(say, told), marked])
    return plan_years.in_words(say, Message(paragraphs([head, what]), tuple(rows)))


def file_row(say: Say, version: SopVersion) -> Row:
    return (
        Button(say.caption("Download (YAML)"), f"sopfile v{version.id}"),
        Button(say.caption("Copy (Word)"), f"sopfile v{version.id} word"),
    )


def _line(say: Say, told: Told) -> Text:
    day = dates.short_date(told.day, say.language)
    number = told.version.number
    used = told.version.stage is Stage.USED
    if told.by is None and used:
        return say("Version {number} (in use), {day}", number=number, day=day)
    if told.by is None:
        return say("Version {number}, {day}", number=number, day=day)
    by = names.person(say, told.by)
    if used:
        return say("Version {number} (in use), {day}, {person}", number=number, day=day, person=by)
    return say("Version {number}, {day}, {person}", number=number, day=day, person=by)


def _label(say: Say, told: Told) -> str:
    if told.version.stage is Stage.USED:
        return say.caption("Version {number} (in use)", number=told.version.number)
    return say.caption("Version {number}", number=told.version.number)


def used_again(
    say: Say, version: SopVersion, sop: Sop, plans: Sequence[Plan], back: str
) -> Message:
    head = bold(say("Version {number} of the SOP is in use", number=version.number))
    kept = say("Running plans keep the version that they were made of.") if plans else plain("")
    rows = sop_used.to_plans(say, plans, version.id)
    message = Message(join([head, sop.title, kept]), ((undo.button(say, back),), *rows))
    return plan_years.in_words(say, message)


def put_away(say: Say, sop: Sop, back: str) -> Message:
    text = join(
        [
            bold(say("The group's own SOP is used no more")),
            sop.title,
            say("Its versions are kept; running plans are as before."),
        ]
    )
    return plan_years.in_words(say, Message(text, ((undo.button(say, back),),)))


def file_name(say: Say, version: SopVersion, sop: Sop, what: Made) -> str:
    """Under which people may keep it."""
    number, ending = names.number(sop), _ENDINGS[what]
    if not version.number:
        return safe_name(say.caption("SOP {number} under review", number=number) + ending)
    name = say.caption("SOP {number} version {version}", number=number, version=version.number)
    return safe_name(name + ending)


def handed(say: Say, version: SopVersion, what: Made) -> Text:
    if what is Made.SOP_COPY:
        return say("The SOP in the central template (Word)")
    return say("The SOP's file (YAML). What is to be decided still is marked “# decide:” in it.")


_ENDINGS: Mapping[Made, str] = {Made.SOP_FILE: ".yaml", Made.SOP_COPY: ".docx"}
