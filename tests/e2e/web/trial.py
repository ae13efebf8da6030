"""The trial as `sopbot run` composes it, in this process, on a port that a restart keeps."""

from __future__ import annotations

from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

from bot.app import compose
from bot.compose.program import App
from bot.settings import Settings
from tests.clock import SettableClock
from tests.e2e.program import local

NOW = local("2026-11-26 09:12")
"""A Thursday, so that a Monday is still to come in the month of the visit."""


class Trial:
    """`clock` is the real time, which the sample's own clock is ahead of."""

    def __init__(self, folder: Path) -> None:
        self.clock = SettableClock(NOW)
        self._folder = folder
        self._port = 0
        self.app: App

    @property
    def address(self) -> str:
        assert self.app.site is not None
        return self.app.site.server.address

    async def start(self) -> Self:
        self.app = compose(self._settings, self.clock)
        await self.app.start()
        self._port = urlsplit(self.address).port or 0
        return self

    async def stop(self) -> None:
        await self.app.stop()

    async def restart(self) -> None:
        await self.stop()
        await self.start()

    async def start_over_when_asked(self) -> None:
        """What `sopbot run` does once somebody has asked for it."""
        await self.app.start_over.wait()
        await self.restart()

    @property
    def _settings(self) -> Settings:
        return Settings(data_dir=self._folder, http_port=self._port)
