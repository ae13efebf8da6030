"""`sopbot export`: what an office hands in of a plan, into a folder."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from bot.compose.parts import clock_of, file_store
from bot.domain.errors import Refusal, SopbotError, Unreadable
from bot.domain.message import Made, ToMake
from bot.domain.pack_parts import Part
from bot.files.writing import explained
from bot.ports import FileStore, Store, UnitOfWork
from bot.render.language import speaker
from bot.render.text import exports, refusals
from bot.settings import Settings
from bot.store.engine import engine_for
from bot.store.unit import SqlStore
from scheduler.makers import MAKERS

OF_A_PLAN = (
    *(Made.REPORT, Made.TABLE, Made.PROCEDURE, Made.PACK),
    *(Made.TIMELINE, Made.FLOW, Made.CALENDAR),
)
"""What needs no step to be told."""


def export(settings: Settings, plan: int, folder: Path, language: str) -> list[str]:
    """A line for every file that was written. The bot may be running."""
    if not folder.is_dir():
        raise SopbotError(f"{folder}: there is no such folder; make it first")
    files, now = file_store(settings), clock_of(settings).now()
    store = SqlStore(engine_for(settings.store_url))
    try:
        wanted = _wanted(store, plan, language)
        return [_write(store, files, one, folder, now) for one in wanted]
    finally:
        store.close()


def plans(settings: Settings) -> list[str]:
    """A line for every plan, with the number by which it is exported."""
    store = SqlStore(engine_for(settings.store_url))
    try:
        with store.work() as work:
            return [_line(work, one) for one in work.plans.ids()]
    finally:
        store.close()


def _line(work: UnitOfWork, number: int) -> str:
    try:
        plan = work.plans.by_id(number)
    except Unreadable:
        return f"{number}  cannot be read; see sopbot check"
    team, sop = work.teams.by_id(plan.team), plan.sop
    return f"{number}  {sop.id}, fiscal year {plan.fiscal_year}, {plan.status}: {team.name}"


def _wanted(store: Store, number: int, language: str) -> list[ToMake]:
    say = speaker(language)
    with store.work() as work:
        if number not in work.plans.ids():
            raise SopbotError(f"there is no plan {number}; to see which there are: sopbot export")
        plan = work.plans.by_id(number)
    names = {what: exports.file_name(say, plan, what) for what in OF_A_PLAN}
    whole = {Made.PACK: str(Part())}
    return [ToMake(what, number, names[what], language, whole.get(what, "")) for what in OF_A_PLAN]


def _write(store: Store, files: FileStore, one: ToMake, folder: Path, now: datetime) -> str:
    with store.work() as work:
        draw = MAKERS[one.what](work, one, now)
    target = folder / one.name
    try:
        with explained(target), draw(files) as made:
            made.seek(0)
            _copy(made, target)
    except Refusal as why:
        raise SopbotError(refusals.text(speaker("en"), why).plain) from why
    return f"wrote {target}: {target.stat().st_size:,} bytes"


def _copy(made: BinaryIO, target: Path) -> None:
    """Of what cannot be written whole nothing stays."""
    try:
        written = target.open("xb")
    except FileExistsError:
        raise SopbotError(f"{target} is there already; name another folder") from None
    try:
        with written:
            shutil.copyfileobj(made, written)
    except OSError:
        target.unlink()
        raise
