"""What `sopbot check` says of the end of the month."""

from __future__ import annotations

from pathlib import Path

from pydantic import SecretStr

from bot.operate.forecast import of_month
from bot.settings import Settings
from tests.stores import database_setting, fresh_store


def test_without_a_plan_it_stays_as_it_is(tmp_path: Path) -> None:
    fresh_store(tmp_path).close()
    database = database_setting(tmp_path)
    settings = Settings(data_dir=tmp_path, database_url=SecretStr(database) if database else None)
    told = "line forecast: about 5 by the end of the month"
    assert list(of_month(settings, "line", 5)) == [(True, told)]


def test_without_a_database_nothing_is_said(tmp_path: Path) -> None:
    assert list(of_month(Settings(data_dir=tmp_path / "none"), "line", 5)) == []
