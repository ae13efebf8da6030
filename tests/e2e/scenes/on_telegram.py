"""The stage on Telegram."""

from __future__ import annotations

from tests.e2e.program import Program
from tests.e2e.scenes.stage import GROUP, File, Heard, Place, Stage, Who, mentioned
from tests.peers.telegram import Chat, FakeTelegram


class OnTelegram(Stage):
    def __init__(self, program: Program, telegram: FakeTelegram) -> None:
        super().__init__(program)
        self.people = {who: telegram.person(who, "ตัวอย่าง") for who in Who}
        secretary, *others = self.people.values()
        self.group = telegram.group("คณะดำเนินงาน 2.4", secretary, others, supergroup=True)

    async def adds_bot(self) -> None:
        """As administrator: else it hears no Thai words, only what begins with a slash."""
        self.people[Who.SECRETARY].adds_bot(self.group)
        self.people[Who.SECRETARY].promotes_bot(self.group)

    async def opens_chat(self, who: Who) -> None:
        self.people[who].starts()

    async def says(
        self, who: Who, words: str, place: Place = GROUP, *, to: Heard | None = None
    ) -> None:
        mentions = {f"@{one}": self.people[one] for one in mentioned(words)}
        replied = to.handle if to else None
        self.people[who].says(self._chat(place), words, reply_to=replied, mentions=mentions)

    async def attaches(self, who: Who, step: int, file: File, place: Place = GROUP) -> None:
        self.people[who].sends_file(self._chat(place), *file, caption=f"แนบ {step}")

    async def sends(self, who: Who, file: File, place: Place = GROUP) -> None:
        self.people[who].sends_file(self._chat(place), *file)

    async def stands(self, place: Place) -> list[Heard]:
        return [
            Heard(str(m.id), m.text, tuple(b.text for b in m.buttons), m)
            for m in self._chat(place).messages_from_bot()
        ]

    async def taps(self, who: Who, heard: Heard, label: str, place: Place) -> str:
        press = self.people[who].presses(heard.handle, label)
        await self.program.settle()
        return press.answer

    async def files(self, heard: Heard) -> list[File]:
        return [(one.name, one.data) for one in heard.handle.documents]

    async def pictures(self, place: Place) -> list[bytes]:
        return [f.data for m in self._chat(place).messages_from_bot() for f in m.photos]

    def _chat(self, place: Place) -> Chat:
        return self.group if place is GROUP else self.people[place].private
