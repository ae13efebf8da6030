"""Telegram as a `Channel`."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Final, TypeVar

import structlog
from telegram import BotCommand, BotCommandScopeAllGroupChats, BotCommandScopeAllPrivateChats
from telegram.constants import ChatAction
from telegram.error import BadRequest, InvalidToken, TelegramError

from bot.channels.telegram.api import CONNECTIONS, make_bot, make_request
from bot.channels.telegram.backoff import Backoff
from bot.channels.telegram.download import download
from bot.channels.telegram.errors import delivery_error, reason_of
from bot.channels.telegram.inbound import Pause, Polling, Sieve, Understands
from bot.channels.telegram.membership import NAME, RULING, is_in
from bot.channels.telegram.outbound import AccountsOf, Outbound, ReadFile
from bot.channels.telegram.raw import Me
from bot.channels.telegram.translate import understand
from bot.domain.incoming import Incoming
from bot.ports import Abilities, Accept, Allowance, Outgoing

if TYPE_CHECKING:
    from starlette.routing import BaseRoute

    from bot.channels.telegram.webhook import Webhook

POPUP_LIMIT: Final = 200
GLANCE: Final = 40
"""A longer pop-up waits for an OK: the short kind is gone before it is read."""
DESCRIPTION_LIMIT: Final = 256
COMMANDS_LIMIT: Final = 100
EVERYBODY = "en"
"""The language of the menu for whose client speaks none of the others."""

T = TypeVar("T")

log: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class TelegramSettings:
    """`commands`: the menu, (name, {language: description}) in the order people see.

    `public_url`: where Telegram reaches this program; empty: it is asked for updates instead.
    """

    token: str = field(repr=False)
    api_url: str = "https://api.telegram.org"
    commands: Sequence[tuple[str, Mapping[str, str]]] = ()
    public_url: str = ""


class TelegramChannel:
    name = NAME
    title = "Telegram"
    can = Abilities(typing=True)
    keeps: timedelta | None = timedelta(
        hours=24
    )  # https://core.telegram.org/bots/api#getting-updates

    def __init__(
        self,
        settings: TelegramSettings,
        *,
        understands: Understands,
        accounts_of: AccountsOf,
        read_file: ReadFile,
        pause: Pause = asyncio.sleep,
    ) -> None:
        self._settings = settings
        self._bot = make_bot(settings.token, settings.api_url)
        self._downloads = make_request(CONNECTIONS, settings.api_url)
        self._understands = understands
        self._pause = pause
        self._outbound = Outbound(self._bot, accounts_of, read_file, pause)
        self._webhook: Webhook | None = None
        if settings.public_url:
            from bot.channels.telegram.webhook import Webhook

            self._webhook = Webhook(self._bot, settings.public_url, self._sieve)

    @property
    def routes(self) -> Sequence[BaseRoute]:
        """What the web server is to answer for this channel."""
        return [self._webhook.route] if self._webhook else []

    @property
    def username(self) -> str:
        return self._bot.username

    @property
    def can_read_all_group_messages(self) -> bool:
        """Whether BotFather's privacy mode is off for this bot."""
        return self._bot.can_read_all_group_messages

    async def start(self) -> None:
        """Returns when Telegram was reached, however long that takes."""
        log.info("telegram.starting", url=self._settings.api_url)
        await self._downloads.initialize()
        await self._reach(self._bot.initialize)
        if self._webhook is None:
            await self._leave_webhook()
        await self._show_menu()
        log.info("telegram.started", username=self.username)

    async def stop(self) -> None:
        await self._bot.shutdown()
        await self._downloads.shutdown()

    async def listen(self, accept: Accept) -> None:
        if self._webhook is not None:
            await self._webhook.listen(accept, self._pause)
        else:
            await Polling(self._bot, self._sieve(), self._pause).run(accept)

    def understand(self, payload: str) -> Incoming | None:
        return understand(payload, self._me)

    async def introduce(self, incoming: Incoming) -> Incoming:
        return incoming

    async def send(self, outgoing: Outgoing) -> Sequence[str]:
        has_pictures = any(one in outgoing.made for one in outgoing.message.pictures)
        send = self._outbound.show if has_pictures else self._outbound.send
        return await self._ask(send(outgoing))

    async def show_typing(self, address: str, thread: str) -> None:
        """https://core.telegram.org/bots/api#sendchataction: for five seconds, or until we send."""
        action, topic = ChatAction.UPLOAD_PHOTO, int(thread) if thread else None
        await self._ask(self._bot.send_chat_action(int(address), action, message_thread_id=topic))

    async def allowance(self) -> Allowance:
        return Allowance()

    async def answer_press(self, press: str, popup: str) -> None:
        text = popup if len(popup) <= POPUP_LIMIT else popup[: POPUP_LIMIT - 1] + "…"
        call = self._bot.answer_callback_query(
            press, text=text or None, show_alert=len(text) > GLANCE or None
        )
        try:
            await call
        except BadRequest as error:
            # Too old: the client has stopped waiting, nobody misses the answer.
            log.debug("telegram.press_not_answered", error=str(error))
        except TelegramError as error:
            raise delivery_error(error) from error

    async def administers(self, address: str, account: str) -> bool:
        """Asks for the list first: getChatMember is promised to administrator bots only."""
        try:
            ruling = await self._bot.get_chat_administrators(int(address))
        except (BadRequest, InvalidToken):
            # A server of one's own may not know the method (404 is read as a bad token).
            return await self._rules(address, int(account))
        except TelegramError as error:
            raise delivery_error(error) from error
        return any(str(member.user.id) == account for member in ruling)

    async def is_member(self, address: str, account: str) -> bool:
        """Telegram may refuse to tell a bot that is no administrator of the group."""
        member = await self._ask(self._bot.get_chat_member(int(address), int(account)))
        return is_in(member.to_dict())

    async def is_administrator(self, address: str) -> bool:
        return await self._rules(address, self._me.id)

    async def is_inside(self, address: str) -> bool:
        """Telegram refuses to tell of a group that the bot is not in."""
        try:
            member = await self._bot.get_chat_member(int(address), self._me.id)
        except TelegramError as error:
            refusal = delivery_error(error)
            if refusal.gone:
                return False
            raise refusal from error
        return is_in(member.to_dict())

    async def _rules(self, address: str, account: int) -> bool:
        member = await self._ask(self._bot.get_chat_member(int(address), account))
        return member.status in RULING

    def fetch(self, source: str) -> AsyncIterator[bytes]:
        return download(self._bot, self._downloads, source)

    @property
    def _me(self) -> Me:
        return Me(self._bot.id, self._bot.username)

    def _sieve(self) -> Sieve:
        return Sieve(self._me, self._understands)

    async def _ask(self, call: Awaitable[T]) -> T:
        try:
            return await call
        except TelegramError as error:
            raise delivery_error(error) from error

    async def _reach(self, call: Callable[[], Awaitable[object]]) -> None:
        backoff = Backoff()
        while True:
            try:
                await call()
                return
            except BadRequest:
                raise
            except TelegramError as error:
                await self._pause(backoff.after(error))

    async def _leave_webhook(self) -> None:
        """getMe has proved the token: a server that knows no webhooks is no reason to stop."""

        async def leave() -> None:
            with contextlib.suppress(BadRequest, InvalidToken):
                await self._bot.delete_webhook()

        await self._reach(leave)

    async def _show_menu(self) -> None:
        """A menu that Telegram refuses is a pity, not a reason to stay silent."""
        languages = {language for _, texts in self._settings.commands for language in texts}
        try:
            for language in sorted(languages):
                await self._show_menu_in(language)
        except TelegramError as error:
            log.warning("telegram.menu_refused", error=reason_of(error))

    async def _show_menu_in(self, language: str) -> None:
        commands = [
            BotCommand(name, texts[language][:DESCRIPTION_LIMIT])
            for name, texts in self._settings.commands[:COMMANDS_LIMIT]
            if language in texts
        ]
        for scope in (BotCommandScopeAllPrivateChats(), BotCommandScopeAllGroupChats()):
            code = None if language == EVERYBODY else language
            await self._bot.set_my_commands(commands, scope=scope, language_code=code)
