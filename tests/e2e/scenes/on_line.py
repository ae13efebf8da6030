"""The stage on LINE."""

from __future__ import annotations

from urllib.parse import unquote

import httpx

from tests.e2e.line.program import Program
from tests.e2e.scenes.stage import GROUP, File, Heard, Place, Stage, Who, mentioned
from tests.peers.line import FakeLine, Group, Person


class OnLine(Stage):
    def __init__(self, program: Program, line: FakeLine) -> None:
        super().__init__(program)
        self.line = line
        self.people = {who: line.person(who.full_name) for who in Who}
        self.group = line.group("คณะดำเนินงาน 2.4", *self.people.values())

    async def adds_bot(self) -> None:
        self.group.adds_bot()

    async def opens_chat(self, who: Who) -> None:
        self.people[who].befriend()

    async def says(
        self, who: Who, words: str, place: Place = GROUP, *, to: Heard | None = None
    ) -> None:
        mentions = {f"@{one}": self.people[one] for one in mentioned(words)}
        quoting = to.id if to else None
        self.people[who].says(words, self._in(place), quoting=quoting, mentions=mentions)

    async def attaches(self, who: Who, step: int, file: File, place: Place = GROUP) -> None:
        """A file bears no words on LINE: the bot is told first, and asks for it."""
        await self.says(who, f"แนบ {step}", place)
        await self.hears(place)
        await self.sends(who, file, place)

    async def sends(self, who: Who, file: File, place: Place = GROUP) -> None:
        self.people[who].sends_file(*file, self._in(place))

    async def stands(self, place: Place) -> list[Heard]:
        said = self.line.messages(self._chat(place))
        return [
            Heard(m.id, "\n".join(m.words), tuple(b.label for b in m.buttons), m)
            for m in said
            if m.sender is self.line.bot
        ]

    async def taps(self, who: Who, heard: Heard, label: str, place: Place) -> str:
        """Nothing pops up on LINE: a press is answered by a message in the chat. What invites opens
        the private chat with words to be sent there.
        """
        button = next(b for b in heard.handle.buttons if b.label == label)
        if button.uri:
            self.people[who].says(unquote(button.uri.partition("?")[2]))
        else:
            self.people[who].presses(button, self._in(place))
        return ""

    async def files(self, heard: Heard) -> list[File]:
        """Bots cannot send files on LINE: a button leads to a page, whose button saves the file."""
        async with httpx.AsyncClient() as browser:
            pages = [b for b in heard.handle.buttons if b.uri]
            return [(b.label, (await browser.post(str(b.uri))).content) for b in pages]

    async def pictures(self, place: Place) -> list[bytes]:
        """LINE fetches them from where the bot says."""
        said = self.line.messages(self._chat(place))
        addresses = [m.content["originalContentUrl"] for m in said if m.kind == "image"]
        async with httpx.AsyncClient() as fetching:
            return [(await fetching.get(one)).content for one in addresses]

    def _in(self, place: Place) -> Group | None:
        return self.group if place is GROUP else None

    def _chat(self, place: Place) -> Group | Person:
        return self.group if place is GROUP else self.people[place]
