"""That a pack was handed over stands in the history once its last part is out, and not before."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from io import BytesIO

import pytest

from bot.domain.errors import DeliveryError
from bot.domain.events import Exported
from bot.domain.message import Made, Message, ToMake, plain
from bot.domain.pack_parts import Part
from bot.ports import UnitOfWork
from scheduler.makers import Draw
from scheduler.making import Workshop
from scheduler.transactions import transact
from tests.scheduler.office import Office
from tests.store import rows


def maker(work: UnitOfWork, wanted: ToMake, now: datetime) -> Draw:
    return lambda files: BytesIO(b"zip")


@pytest.fixture(autouse=True)
def _makes_packs(office: Office) -> None:
    office.engine._courier._workshop = Workshop(office.tools, office.files, {Made.PACK: maker})


def packs(office: Office, part: Part) -> list[tuple[str, int | None]]:
    """Noted once it was sent, if that succeeded."""
    wanted = ToMake(Made.PACK, office.plan.id, "ชุดหลักฐาน.zip", "th", str(part))
    office.send(Message(plain("ชุดหลักฐาน"), documents=(wanted,)))
    return noted(office)


def noted(office: Office) -> list[tuple[str, int | None]]:
    plan = transact(office.store, lambda work: work.plans.by_id(office.plan.id))
    return [(e.what, e.round) for e in plan.events if isinstance(e, Exported)]


async def test_once_its_last_part_is_out_it_is_noted(office: Office) -> None:
    assert packs(office, Part(number=1, of=2)) == []
    await office.run()
    assert packs(office, Part(number=2, of=2)) == []
    await office.run()
    assert noted(office) == [("pack", None)]


async def test_what_cannot_be_made_or_sent_is_not(office: Office) -> None:
    def broken(work: UnitOfWork, wanted: ToMake, now: datetime) -> Draw:
        raise ZeroDivisionError

    office.channel.fails(DeliveryError("too large", permanent=True))
    packs(office, Part())
    await office.run()
    office.engine._courier._workshop = Workshop(office.tools, office.files, {Made.PACK: broken})
    packs(office, Part())
    await office.run()
    assert noted(office) == []


async def test_where_no_files_are_sent_a_button_is_no_pack(office: Office) -> None:
    office.channel.can = replace(office.channel.can, files=False)
    packs(office, Part())
    await office.run()
    assert noted(office) == []


async def test_one_in_which_a_file_is_not_that_came_meanwhile_is_not(office: Office) -> None:
    first = transact(office.store, lambda work: rows.keep(work, office.plan, "ก.pdf"))
    packs(office, Part(newest=first.id))
    transact(office.store, lambda work: rows.keep(work, office.plan, "ข.pdf", content="b"))
    await office.run()
    assert noted(office) == []
