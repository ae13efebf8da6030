"""Where the page is opened: on a desk or on a phone, in this language or that."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Literal

from playwright.async_api import Browser, BrowserContext, Page

PATIENCE = 10_000
"""Milliseconds; what takes longer will not come."""
NARROWEST_DESK = 800

Scheme = Literal["light", "dark"]


@dataclass(frozen=True, slots=True)
class Place:
    """`number`: two of the same kind share nothing."""

    width: int
    height: int
    locale: str = "th-TH"
    number: int = 1

    def other(self) -> Place:
        return replace(self, number=self.number + 1)

    def __str__(self) -> str:
        return str(self.width)

    @property
    def options(self) -> dict[str, Any]:
        touch = self.width < NARROWEST_DESK
        return {
            "viewport": {"width": self.width, "height": self.height},
            "locale": self.locale,
            "reduced_motion": "reduce",
            "is_mobile": touch,
            "has_touch": touch,
        }


DESK = Place(1280, 800)
ENGLISH_DESK = replace(DESK, locale="en-US")
PHONE = Place(390, 780)


class Places:
    """A browser that is warm starts a page in half the time, and nothing is left in it in between:
    every program has a port, so an origin, of its own, and whoever leaves clears up.
    """

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._known: dict[Place, BrowserContext] = {}
        self._left: list[Page] = []

    async def enter(self, place: Place) -> Page:
        if place not in self._known:
            self._known[place] = await self._browser.new_context(**place.options)
            self._known[place].set_default_timeout(PATIENCE)
        page = await self._known[place].new_page()
        while self._left:
            await self._left.pop().close()
        return page

    async def leave(self, page: Page) -> None:
        """It stays open until the next is: the browser would end the process that is warm."""
        await page.evaluate("localStorage.clear()")
        await page.unroute_all()
        await page.goto("about:blank")
        self._left.append(page)

    async def close(self) -> None:
        for context in self._known.values():
            await context.close()
