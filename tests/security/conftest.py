"""The committee on a fake Telegram with the real program, as in tests/e2e."""

from tests.e2e.conftest import clock, committee, program, running, telegram

__all__ = ["clock", "committee", "program", "running", "telegram"]
