"""The program as its users start it, on LINE alone; a test may kill it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.clock import SettableClock
from tests.e2e.process import Started
from tests.e2e.test_webhook import free_port
from tests.peers.line import FakeLine


class LineProcess(Started):
    def __init__(self, line: FakeLine, clock: SettableClock, folder: Path, **more: Any) -> None:
        super().__init__(clock, folder, **more)
        self._line = line
        self._port = str(free_port())

    def platform(self) -> Mapping[str, str]:
        return {
            "SOPBOT_LINE_CHANNEL_SECRET": self._line.channel_secret,
            "SOPBOT_LINE_CHANNEL_ACCESS_TOKEN": self._line.channel_access_token,
            "SOPBOT_LINE_API_URL": self._line.url,
            "SOPBOT_LINE_DATA_API_URL": self._line.url,
            "SOPBOT_PUBLIC_URL": f"http://127.0.0.1:{self._port}",
            "SOPBOT_HTTP_PORT": self._port,
        }
