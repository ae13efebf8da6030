"""The program as its users start it, on LINE alone; a test may kill it."""

from __future__ import annotations

from pathlib import Path

from tests.clock import SettableClock
from tests.e2e.process import Process
from tests.e2e.test_webhook import free_port
from tests.peers.line import FakeLine
from tests.peers.telegram import FakeTelegram

OF_TELEGRAM = ("SOPBOT_TELEGRAM_TOKEN", "SOPBOT_TELEGRAM_API_URL")


class LineProcess(Process):
    def __init__(self, line: FakeLine, clock: SettableClock, folder: Path) -> None:
        super().__init__(FakeTelegram(clock.now), clock, folder)
        port = str(free_port())
        self._line = {
            "SOPBOT_LINE_CHANNEL_SECRET": line.channel_secret,
            "SOPBOT_LINE_CHANNEL_ACCESS_TOKEN": line.channel_access_token,
            "SOPBOT_LINE_API_URL": line.url,
            "SOPBOT_LINE_DATA_API_URL": line.url,
            "SOPBOT_PUBLIC_URL": f"http://127.0.0.1:{port}",
            "SOPBOT_HTTP_PORT": port,
        }

    def _environment(self) -> dict[str, str]:
        usual = super()._environment()
        return {name: usual[name] for name in usual if name not in OF_TELEGRAM} | self._line
