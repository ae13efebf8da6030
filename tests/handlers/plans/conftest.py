from __future__ import annotations

import pytest

from bot.store.unit import SqlUnit
from tests.fakes.sops import FakeSopFiles, FakeSops


@pytest.fixture(autouse=True)
def sops_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SqlUnit, "sops", FakeSops(), raising=False)
    monkeypatch.setattr(SqlUnit, "sop_files", FakeSopFiles(), raising=False)
