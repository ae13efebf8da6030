"""What a program does not run it does not load: that takes time at the start, and memory after."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.stores import fresh_store

COMPOSED = """
import sys
from pathlib import Path
from pydantic import SecretStr
from bot.app import compose
from bot.settings import Settings
folder, url = sys.argv[1:]
more = {"public_url": url, "http_port": 0} if url else {}
compose(Settings(telegram_token=SecretStr("123456:nobody"), data_dir=Path(folder), **more))
print(*sys.modules)
"""
OF_THE_WEB = {"prometheus_client", "starlette", "uvicorn"}
NEVER = {"alembic", "bot.demo", "fontpkg_sarabun", "obstore", "psycopg", "resvg_py"} | {
    "docx",
    "icalendar",
    "lxml",
    "xlsxwriter",
}


def loaded(folder: Path, public_url: str = "") -> set[str]:
    """By a program composed for Telegram."""
    fresh_store(folder, database="sqlite").close()
    program = [sys.executable, "-c", COMPOSED, str(folder), public_url]
    ended = subprocess.run(program, check=True, capture_output=True, encoding="utf-8", timeout=60)
    return set(ended.stdout.split())


def test_who_asks_telegram_for_updates_loads_no_web_server_and_no_demo(tmp_path: Path) -> None:
    found = loaded(tmp_path)
    assert {"telegram", "sqlalchemy"} <= found
    assert found.isdisjoint(NEVER | OF_THE_WEB)


def test_a_webhook_loads_the_web_server_and_no_demo(tmp_path: Path) -> None:
    found = loaded(tmp_path, "https://bot.example.org")
    assert found >= OF_THE_WEB
    assert found.isdisjoint(NEVER)


def test_the_collector_does_not_look_through_what_was_made_to_start() -> None:
    code = (
        "import gc; from bot import app; app._spare_collector();"
        " print(gc.get_freeze_count() > 10_000, gc.get_threshold()[0])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "10000"]
