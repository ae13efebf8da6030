"""LINE as a `Channel`."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING

import structlog

from bot.channels.line.api import API_URL, DATA_URL, Access, LineApi
from bot.channels.line.errors import REFUSED, LineError, delivery_error
from bot.channels.line.inbound import Memory, Sieve, Understands
from bot.channels.line.limits import URI_LIMIT
from bot.channels.line.menu import Words, put_up
from bot.channels.line.outbound import AT_ONCE, AddressOf, LinkTo, Outbound
from bot.channels.line.profiles import Profiles, inside, is_person
from bot.channels.line.quota import allowance
from bot.channels.line.translate import NAME, link_of, understand
from bot.channels.line.webhook import Webhook
from bot.domain.errors import DeliveryError, SopbotError
from bot.domain.incoming import Incoming
from bot.ports import Abilities, Accept, Allowance, Outgoing

if TYPE_CHECKING:
    from starlette.routing import BaseRoute

START_AGAIN = 10.0
"""Seconds until LINE is asked again that could not be reached as the program started."""
REFUSED_AGAIN = 300.0
"""The same where it refused the token: that is mended by hand, if at all."""
LOADING = 5
"""Seconds; the least."""

log: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class LineSettings:
    """`public_url`: where LINE reaches this program. `menu`: what can be pressed below a private
    chat; empty: no menu is put up.
    """

    secret: str = field(repr=False)
    token: str = field(repr=False)
    public_url: str
    api_url: str = API_URL
    data_url: str = DATA_URL
    menu: Words = ()


class LineChannel:
    name = NAME
    title = "LINE"
    can = Abilities(
        edits=False,
        popups=False,
        captions=False,
        administrators=False,
        files=False,
        typing=True,
        replies=True,
        at_once=AT_ONCE,
        slashes=False,
        starts=False,
        opens_field=False,
        usernames=False,
        authors=False,
        longest_link=URI_LIMIT,
        counted=True,
    )
    username = ""
    keeps: timedelta | None = timedelta(hours=1)
    """LINE sends again what nobody took, where that is turned on, for a time that it does not tell:
    after so long a committee had better look whether something was lost."""

    def __init__(
        self,
        settings: LineSettings,
        *,
        understands: Understands,
        memory: Memory,
        link_to: LinkTo,
        address_of: AddressOf,
        now: Callable[[], datetime],
        pause: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        self._api = LineApi(Access(settings.token, settings.api_url, settings.data_url))
        self._webhook = Webhook(
            self._api, settings.secret, settings.public_url, Sieve(understands, memory)
        )
        self._profiles = Profiles(self._api, now)
        self._outbound = Outbound(self._api, self._link_of, link_to, address_of)
        self._pause = pause
        self._menu = settings.menu
        self._basic_id = ""

    @property
    def routes(self) -> Sequence[BaseRoute]:
        """What the web server is to answer for this channel."""
        return [self._webhook.route]

    async def start(self) -> None:
        """Raises SopbotError for a token that LINE does not accept. While LINE is not reached other
        platforms are not to wait: `listen` goes on trying.
        """
        await self._api.start()
        await self._is_reached()

    async def _is_reached(self) -> bool:
        try:
            self._basic_id = str((await self._api.get("/v2/bot/info"))["basicId"])
        except LineError as error:
            if error.status == HTTPStatus.UNAUTHORIZED:
                raise SopbotError(REFUSED) from None
            log.warning("line.unreachable", error=str(error))
            return False
        log.info("line.started", account=self._basic_id)
        return True

    async def _ask_again_in(self) -> float:
        """In how many seconds to ask once more; 0: LINE knows the account. A token that is refused
        only now is told of for as long as another one is not set.
        """
        try:
            return 0.0 if await self._is_reached() else START_AGAIN
        except SopbotError as error:
            log.error("line.refused", error=str(error))
            return REFUSED_AGAIN

    async def stop(self) -> None:
        await self._api.stop()

    async def listen(self, accept: Accept) -> None:
        while not self._basic_id and (again := await self._ask_again_in()):
            await self._pause(again)
        listening = self._webhook.listen(accept, self._pause)
        if self._menu:
            await asyncio.gather(listening, put_up(self._api, self._menu))
        else:
            await listening

    def understand(self, payload: str) -> Incoming | None:
        return understand(payload)

    async def introduce(self, incoming: Incoming) -> Incoming:
        return await self._profiles.introduce(incoming)

    async def send(self, outgoing: Outgoing) -> Sequence[str]:
        return await self._outbound.send(outgoing)

    async def show_typing(self, address: str, thread: str) -> None:
        """In private chats only; until we send, or for so long.

        https://developers.line.biz/en/docs/messaging-api/use-loading-indicator/
        """
        if not is_person(address):
            return
        body = {"chatId": address, "loadingSeconds": LOADING}
        try:
            await self._api.post("/v2/bot/chat/loading/start", body)
        except LineError as error:
            raise delivery_error(error) from None

    async def allowance(self) -> Allowance:
        try:
            return await allowance(self._api)
        except LineError as error:
            raise delivery_error(error) from None

    async def answer_press(self, press: str, popup: str) -> None:
        """Nothing is said beside the chat."""

    async def administers(self, address: str, account: str) -> bool:
        """LINE knows no administrators: whoever is in the group may set up a plan there, and from
        then on its secretary decides, unless a member objects within a day.
        """
        return await self.is_member(address, account)

    async def is_member(self, address: str, account: str) -> bool:
        return await self._is_there(f"{inside(address)}/member/{account}")

    async def is_administrator(self, address: str) -> bool:
        """It hears all that is said in a group, as an administrator does elsewhere."""
        return True

    async def is_inside(self, address: str) -> bool:
        return await self._is_there(f"{inside(address)}/members/count")

    async def fetch(self, source: str) -> AsyncIterator[bytes]:
        """LINE has a video not at once, and what was unsent not any more (410)."""
        try:
            async for chunk in self._api.stream(f"/v2/bot/message/{source}/content"):
                yield chunk
        except LineError as error:
            raise delivery_error(error) from None

    async def _is_there(self, path: str) -> bool:
        try:
            await self._api.get(path)
        except LineError as error:
            if error.status in (HTTPStatus.NOT_FOUND, HTTPStatus.FORBIDDEN):
                return False
            raise delivery_error(error) from None
        return True

    def _link_of(self, code: str) -> str:
        if not self._basic_id:
            raise DeliveryError("LINE was not reached yet")
        return link_of(code, self._basic_id)
