"""The committee on a fake Telegram with the real program, as in tests/e2e."""

from tests.e2e.conftest import clock, committee, founded, program, running, settings, telegram

__all__ = ["clock", "committee", "founded", "program", "running", "settings", "telegram"]
