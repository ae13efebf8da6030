"""The stage in the local web chat, by what its page asks of the server."""

from __future__ import annotations

import asyncio
import uuid
from typing import Any, Self

import httpx

from bot.demo.cast import ACADEMIC, BOARD_MEMBER, CAST, CHAIR, SECRETARY
from bot.demo.folder import SampleFolder
from bot.demo.rooms import RoomStore
from bot.demo.web.channel import WebChannel
from bot.domain.files import MAX_FILE_BYTES
from bot.domain.incoming import Happened
from bot.http.site import Site
from tests.e2e.program import Composed
from tests.e2e.scenes.stage import GROUP, File, Heard, Place, Stage, Who

ACCOUNTS = {
    Who.SECRETARY: SECRETARY.account,
    Who.CHAIR: CHAIR.account,
    Who.MEMBER: BOARD_MEMBER.account,
    Who.ACADEMIC: ACADEMIC.account,
}
Json = dict[str, Any]


class WebProgram(Composed):
    """With empty rooms: as after a sample in which nobody did anything."""

    def platform(self) -> dict[str, Any]:
        return {"http_port": 0}

    async def start(self) -> Self:
        sample = SampleFolder(self.folder)
        if not sample.name:
            sample.path.mkdir()
            RoomStore(sample.rooms).close()
            sample.finish("empty")
        return await super().start()

    async def is_heard(self) -> None:
        await self.channel.hand_over(self.app.engine.accept)

    @property
    def channel(self) -> WebChannel:
        [channel] = self.app.channels.values()
        assert isinstance(channel, WebChannel)
        return channel

    @property
    def site(self) -> Site:
        assert self.app.site is not None
        return self.app.site


class OnWeb(Stage):
    def __init__(self, program: WebProgram) -> None:
        super().__init__(program)
        self.program: WebProgram = program

    async def adds_bot(self) -> None:
        """It is in the only group there is: nobody can add it on the page."""
        hall = self.program.channel.hall
        await hall.happens(Happened.BOT_ADDED, SECRETARY.account, CAST.group.address)

    async def opens_chat(self, who: Who) -> None:
        await self._post("open", who=ACCOUNTS[who], code="")

    async def says(
        self, who: Who, words: str, place: Place = GROUP, *, to: Heard | None = None
    ) -> None:
        await self._say(who, words, place, reply_to=int(to.id) if to else None)

    async def attaches(self, who: Who, step: int, file: File, place: Place = GROUP) -> None:
        await self._say(who, f"แนบ {step}", place, files=[await self._uploaded(file)])

    async def sends(self, who: Who, file: File, place: Place = GROUP) -> None:
        await self._say(who, "", place, files=[await self._uploaded(file)])

    async def _uploaded(self, file: File) -> Json:
        """What is larger than the bot takes the page does not upload: it only says what it is."""
        name, data = file
        shared: Json = {"sha256": "", "name": name, "size": len(data)}
        if len(data) <= MAX_FILE_BYTES:
            async with self._page() as page:
                kept = await page.post("/api/upload", params={"name": name}, content=data)
            shared = kept.json()
        return shared

    async def stands(self, place: Place) -> list[Heard]:
        async with self._page() as page:
            rooms = (await page.get("/api/state")).json()["rooms"]
        [posts] = [room["posts"] for room in rooms if room["address"] == _room(place)]
        return [_heard(post) for post in posts if not post["by"]]

    async def taps(self, who: Who, heard: Heard, label: str, place: Place) -> str:
        """The page waits for the answer, so the program must hear of the press meanwhile."""
        buttons = (b for row in heard.handle["buttons"] for b in row)
        button = next(b for b in buttons if b["label"] == label)
        if "invite" in button:
            await self._post("open", who=ACCOUNTS[who], code=button["invite"])
            return ""
        by, action = ACCOUNTS[who], button["action"]
        pressed = self._post("press", who=by, post=int(heard.id), action=action)
        pressing = asyncio.create_task(pressed)
        while not pressing.done():
            await self.program.settle()
            await asyncio.wait({pressing}, timeout=0.01)
        return str((await pressing)["popup"])

    async def files(self, heard: Heard) -> list[File]:
        async with self._page() as page:
            shared = heard.handle["files"]
            return [(one["name"], (await page.get(one["url"])).content) for one in shared]

    async def pictures(self, place: Place) -> list[bytes]:
        shown = [f for one in await self.stands(place) for f in one.handle["files"] if f["inline"]]
        async with self._page() as page:
            return [(await page.get(one["inline"])).content for one in shown]

    async def _say(self, who: Who, words: str, place: Place, **more: Any) -> None:
        key = uuid.uuid4().hex
        await self._post("say", who=ACCOUNTS[who], room=_room(place), text=words, key=key, **more)

    async def _post(self, path: str, **body: Any) -> Json:
        async with self._page() as page:
            answer: Json = (await page.post(f"/api/{path}", json=body)).raise_for_status().json()
        return answer

    def _page(self) -> httpx.AsyncClient:
        page = httpx.ASGITransport(self.program.site.app)
        here = "http://localhost"
        return httpx.AsyncClient(transport=page, base_url=here, params={"lang": "th"})


def _room(place: Place) -> str:
    return CAST.group.address if place is GROUP else ACCOUNTS[place]


def _heard(post: Json) -> Heard:
    words = "".join(run["t"] for run in post["text"])
    labels = tuple(button["label"] for row in post["buttons"] for button in row)
    return Heard(str(post["id"]), words, labels, post)
