"""A committee that deals with complaints: its SOP, and cases that are open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from bot.domain.calendar import fiscal_year
from bot.domain.cases import next_number
from bot.domain.events import Closed, Confirmed, Event, Named
from bot.domain.plan import Plan
from bot.domain.sop import Party, Sop
from bot.domain.timeline import baseline
from bot.sops.loader import load
from handlers.dispatch import Dispatcher
from tests.cast import ACADEMIC, MEMBER, SECRETARY, SOP, Office, Somebody, met, team_of
from tests.domain.sops import WORKING, sop, step

ID = "complaints"
STEPS = (
    replace(step(1, 1, WORKING), title="รับเรื่อง", parties=("desk",)),
    replace(step(2, 2, WORKING, (1,)), title="ตรวจสอบข้อเท็จจริง", parties=("desk",)),
    replace(step(3, 7, WORKING, (2,)), title="แจ้งผลผู้ร้องเรียน", parties=("officers",)),
)
COMPLAINTS: Sop = replace(
    sop(STEPS),
    id=ID,
    case=True,
    title="การจัดการข้อร้องเรียน",
    parties=(Party("desk", "งานรับเรื่อง", "งานรับเรื่อง"), Party("officers", "นิติกร", "นิติกร")),
)


def with_cases(office: Office, *sops: Sop) -> Office:
    """Its system offers the SOP of complaints, too; the member is at the desk."""
    offered = {SOP: load(SOP), **{s.id: s for s in sops or (COMPLAINTS,)}}
    office.dispatcher = Dispatcher(offered, office.channels)
    join(office, MEMBER, "desk")
    join(office, ACADEMIC, "officers")
    return office


def join(office: Office, who: Somebody, party: str) -> None:
    with office.store.work() as work:
        work.teams.join_party(team_of(work).id, met(work, who).id, ID, party)
        work.commit()


def open_cases(
    office: Office, names: Sequence[str], start: date, closed: Sequence[int] = ()
) -> list[Plan]:
    """Of the committee, written past the handlers; each closing on the day it was opened."""
    made = []
    with office.store.work() as work:
        team, by = team_of(work), met(work, SECRETARY).id
        calendar = work.teams.calendar(team.id)
        number = next_number(work.plans.of_team(team.id), fiscal_year(start))
        now = office.now - timedelta(hours=1)
        for count, name in enumerate(names):
            events: list[Event] = [
                Confirmed(at=now, by=by),
                Named(at=now, by=by, name=name, number=number + count),
                *(Closed(at=now, by=by, step=n, on=start) for n in closed),
            ]
            filled = COMPLAINTS.for_fiscal_year(fiscal_year(start))
            first = baseline(filled, start, calendar, events)
            made.append(work.plans.create(team.id, filled, start, events, first, now))
        work.commit()
    return made
