"""The sample committee with a plan that has a decision."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.domain.sop import Sop
from bot.ports import Store
from bot.sops.loader import load
from tests.cast import SOP, Office, local, office_with_plan

BEFORE = {1: date(2026, 10, 2), 2: date(2026, 10, 5)}
"""Closed; the decision 3 runs from the day after to the 8th, a Thursday."""


def deciding_office(store: Store, patch: pytest.MonkeyPatch, made: Sop) -> Office:
    """`made`: tells the steps; the committee is responsible for all. It is the 8th of October."""
    steps = tuple(replace(s, parties=("committee",)) for s in made.steps)
    sop = replace(load(SOP), steps=steps, cutoffs=())
    patch.setattr("tests.cast.load", lambda _: sop)
    office = office_with_plan(store, closed=BEFORE)
    office.now = local("2026-10-08 10:00")
    return office
