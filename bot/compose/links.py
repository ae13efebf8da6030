"""Links to what a platform whose bots send no files gets from us instead."""

from __future__ import annotations

from bot.domain.errors import DeliveryError
from bot.domain.message import ToMake
from bot.http import documents, files, pictures
from bot.ports import UnitOfWork
from scheduler.tools import Tools

ELSEWHERE = "?openExternalBrowser=1"
"""In the phone's own browser, which keeps what it gets:
https://developers.line.biz/en/docs/messaging-api/using-line-url-scheme/"""


class Links:
    """`public_url`: under which people reach this program's server."""

    def __init__(self, tools: Tools, channel: str, public_url: str) -> None:
        self._tools = tools
        self._channel = channel
        self._public_url = public_url

    async def link_to(self, file: int | ToMake, address: str) -> str:
        """The page of this file, or of what is made there, for the person whose private chat has
        this address.

        Raises DeliveryError where that is nobody's: in a group a link would be everybody's.
        """
        now = self._tools.now()

        def lend(work: UnitOfWork) -> str:
            chat = work.chats.known_at(self._channel, address)
            if chat is None or chat.person is None:
                raise DeliveryError("a file is for one person", permanent=True)
            if isinstance(file, ToMake):
                return work.handouts.lend(file, chat.person, now)
            return work.downloads.lend(file, chat.person, now)

        token = await self._tools.write(lend)
        path = documents.PATH if isinstance(file, ToMake) else files.PATH
        return f"{self._public_url}{path}/{token}{ELSEWHERE}"

    async def address_of(self, plan: int, png: bytes) -> str:
        """Where a picture made of this plan can be fetched, by whoever knows that."""
        now = self._tools.now()
        token = await self._tools.write(lambda work: work.pictures.show(plan, png, now))
        return f"{self._public_url}{pictures.PATH}/{token}{pictures.ENDS}"
