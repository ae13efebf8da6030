"""Plans of the published procedures, to be drawn."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.domain.events import Closed
from bot.domain.plan import Plan
from bot.domain.timeline import baseline
from tests.domain.sops import OFF_2570
from tests.render.slots import local, plan_of
from tests.sops.test_samples import sample


def published(name: str, start: str, *events: Closed) -> Plan:
    """`name`: of one of the sample files; a plan of the fiscal year 2570."""
    sop, first = sample(name).for_fiscal_year(2027), date.fromisoformat(start)
    planned = baseline(sop, first, OFF_2570)
    return replace(plan_of(*events), first_sop=sop, start=first, baseline=planned)


def closed(step: int, on: str, way: str = "") -> Closed:
    at = local(f"{on} 16:30")
    return Closed(id=step, at=at, step=step, on=date.fromisoformat(on), way=way)


REPORTS = published("action-plan", "2026-10-01", closed(10001, "2026-11-06"))
REPORTS_ON = "2026-11-10"
COMPLAINT = published("information-access", "2026-11-02")
RETURNED = published(
    "information-access", "2026-11-02", closed(1, "2026-11-02"), closed(2, "2026-11-03", "wrong")
)
WITHDRAWN = published(
    "information-access",
    "2026-11-02",
    closed(1, "2026-11-02"),
    closed(2, "2026-11-03", "right"),
    closed(3, "2026-11-10"),
    closed(4, "2026-11-16", "withdrawn"),
)
PROPOSAL = published("ethics-review", "2026-11-02")
PROPOSAL_ON = "2026-11-10"
