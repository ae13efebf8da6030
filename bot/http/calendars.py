"""Plans for the calendars that people subscribe to, each under an address of its own person.

The address is all there is of a secret: no cookie, no password, which calendars could not give. Its
page tells how to use it; `.ics` is the person's own work, `-plan.ics` all of the team's plans.
"""

from __future__ import annotations

import asyncio
import hashlib
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from datetime import time as time_of_day
from http import HTTPStatus
from typing import Final

import structlog
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from bot.domain.calendar import fiscal_year_end
from bot.domain.errors import SopbotError
from bot.domain.people import Team, on_duty
from bot.domain.standing import Standing
from bot.domain.subscription import Subscription
from bot.http.files import LATER, PATIENCE, TOKEN
from bot.http.page import HEADERS, shown, shown_together
from bot.ports import UnitOfWork
from bot.render.language import LANGUAGES, speaker
from bot.render.text import calendar_page as texts
from scheduler.tools import Tools

PATH: Final = "/calendar"
TOKEN_LENGTH: Final = 43
MINE, WHOLE = ".ics", "-plan.ics"
MOST_A_MINUTE: Final = 20
"""Answers of one address: calendars come every few minutes at most."""
MOST_KEPT: Final = 200
"""Files held for who comes again; of the built-in SOP some 15 KB each."""
_FILE: Mapping[str, str] = {
    **HEADERS,
    "Cache-Control": "private, no-cache",
    "Content-Type": "text/calendar; charset=utf-8",
}

log: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class _Found:
    subscription: Subscription
    team: Team
    plans: Sequence[Standing]
    language: str

    @property
    def state(self) -> tuple[object, ...]:
        """What the file depends on, beside the person."""
        versions = [(s.plan.id, s.plan.version, s.today, s.calendar) for s in self.plans]
        return self.team, self.language, *versions


@dataclass(frozen=True, slots=True)
class _Kept:
    state: tuple[object, ...]
    file: bytes

    @property
    def tag(self) -> str:
        return f'"{hashlib.sha256(self.file).hexdigest()[:32]}"'


class CalendarPages:
    """`public_url`: under which people reach this program's server."""

    def __init__(
        self, tools: Tools, public_url: str, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        self._tools = tools
        self._public_url = public_url
        self._pace = _Pace(monotonic)
        self._kept: OrderedDict[str, _Kept] = OrderedDict()

    @property
    def routes(self) -> list[BaseRoute]:
        """Everything below the path: what leads nowhere is answered alike."""
        return [Route(PATH + "/{name:path}", self._answer, methods=["GET"])]

    async def _answer(self, request: Request) -> Response:
        name: str = request.path_params["name"]
        token, ends = name[:TOKEN_LENGTH], name[TOKEN_LENGTH:]
        if not TOKEN.fullmatch(token) or ends not in ("", MINE, WHOLE):
            return _gone()
        if not self._pace.has_room(token):
            return _too_many()
        try:
            async with asyncio.timeout(PATIENCE):
                return await self._answered(request, token, ends)
        except (SopbotError, TimeoutError) as error:
            log.warning("calendars.database_silent", error=type(error).__name__)
            return _away()

    async def _answered(self, request: Request, token: str, ends: str) -> Response:
        now = self._tools.now()
        found = await self._tools.read(lambda work: _looked_up(work, token, now))
        if found is None:
            return _gone()
        if not self._pace.takes(token):  # others were asked for meanwhile
            return _too_many()
        if not ends:
            return self._page(found, token)
        kept = await self._file(found, token + ends, now)
        if found.subscription.is_to_be_noted(now):
            await self._tools.write(lambda work: work.subscriptions.note_reading(token, now))
        headers = {**_FILE, "ETag": kept.tag}
        if kept.tag in _known(request):
            return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
        return Response(kept.file, headers=headers)

    def _page(self, found: _Found, token: str) -> Response:
        say, at = speaker(found.language), f"{self._public_url}{PATH}/{token}"
        opens = "webcal" + at.removeprefix("https").removeprefix("http")
        pages = (
            texts.mine(say, found.team, opens + MINE, at + MINE),
            texts.whole(say, found.team, opens + WHOLE, at + WHOLE),
            texts.how(say),
        )
        return shown_together(say.language, pages)

    async def _file(self, found: _Found, name: str, now: datetime) -> _Kept:
        """As it was made for who comes again, while nothing has changed."""
        kept = self._kept.pop(name, None)
        if kept is None or kept.state != found.state:
            whole = name.endswith(WHOLE)
            kept = _Kept(found.state, await asyncio.to_thread(_made, found, now, whole=whole))
        self._kept[name] = kept
        if len(self._kept) > MOST_KEPT:
            self._kept.popitem(last=False)
        return kept


class _Pace:
    """Of addresses that lead somewhere: others cost one look-up by an index."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._minute = 0
        self._counts: dict[str, int] = {}

    def has_room(self, token: str) -> bool:
        minute = int(self._monotonic() // 60)
        if minute != self._minute:
            self._minute = minute
            self._counts.clear()
        return self._counts.get(token, 0) < MOST_A_MINUTE

    def takes(self, token: str) -> bool:
        """One more, if there is room."""
        if not self.has_room(token):
            return False
        self._counts[token] = self._counts.get(token, 0) + 1
        return True


def _looked_up(work: UnitOfWork, token: str, now: datetime) -> _Found | None:
    found = work.subscriptions.led_to(token)
    if found is None:
        return None
    team = on_duty(work.teams.by_id(found.team), now)
    calendar, today = work.teams.calendar(team.id), team.rules.local_day(now)
    plans = (Standing(p, calendar, today, team) for p in work.plans.of_team(team.id))
    shown = [s for s in plans if not s.is_over or fiscal_year_end(s.plan.fiscal_year) >= today]
    return _Found(found, team, shown, work.people.by_id(found.person).language)


def _made(found: _Found, now: datetime, *, whole: bool) -> bytes:
    """Stamped with when it last became another, so that what is the same is so to the byte."""
    from bot.render.calendar import changed_at, team_calendar

    zone = found.team.rules.tz
    midnight = datetime.combine(found.team.rules.local_day(now), time_of_day(), zone)
    stamp = max([midnight.astimezone(UTC), *(changed_at(s.plan) for s in found.plans)])
    person = None if whole else found.subscription.person
    return team_calendar(speaker(found.language), found.team, found.plans, person, stamp)


def _known(request: Request) -> set[str]:
    """What the calendar has already."""
    told = request.headers.get("if-none-match", "")
    return {tag.strip().removeprefix("W/") for tag in told.split(",")}


def _gone() -> Response:
    pages = {language: texts.gone(speaker(language)) for language in LANGUAGES}
    return shown(pages, HTTPStatus.NOT_FOUND)


def _too_many() -> Response:
    return Response(status_code=HTTPStatus.TOO_MANY_REQUESTS, headers={**HEADERS, **LATER})


def _away() -> Response:
    pages = {language: texts.away(speaker(language)) for language in LANGUAGES}
    return shown(pages, HTTPStatus.SERVICE_UNAVAILABLE, LATER)
