"""The committee of the built-in SOP, and how it comes to a plan by talking with the program."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass

from tests.e2e.program import Program
from tests.peers.telegram import Chat, FakeTelegram, Message, Person


@dataclass
class Committee:
    """Who is in the group; none has opened a private chat yet."""

    telegram: FakeTelegram
    group: Chat
    secretary: Person
    chair: Person
    member: Person
    academic: Person

    @property
    def people(self) -> tuple[Person, ...]:
        return self.secretary, self.chair, self.member, self.academic

    def meet_again(self) -> None:
        """After the world has become another, in which the same have the same numbers."""
        world = self.telegram.world
        self.group = world.chats[self.group.id]
        for person in self.people:
            person.user = world.users[person.id]


def in_group(telegram: FakeTelegram) -> Committee:
    """In a group that does not know the bot yet."""
    secretary = telegram.person("พิมพ์ใจ", "ตัวอย่าง", username="pimjai")
    chair = telegram.person("สมคิด", "ตัวอย่าง", username="somkid")
    member = telegram.person("วิชัย", "ตัวอย่าง")
    academic = telegram.person("อารีย์", "ตัวอย่าง")
    group = telegram.group("คณะดำเนินงาน 2.4", secretary, [chair, member, academic], supergroup=True)
    return Committee(telegram, group, secretary, chair, member, academic)


def offering(chat: Chat, label: str) -> Message | None:
    """The newest message of the bot with such a button."""
    said = reversed(chat.messages_from_bot())
    return next((m for m in said if any(label in b.text for b in m.buttons)), None)


Wanted = Callable[[], Message | None]


def setting_up(c: Committee) -> Generator[Wanted, Message, None]:
    """From adding the bot to a plan in which everybody has a part; yields what to wait for."""
    for person in (c.secretary, c.chair, c.member, c.academic):
        person.starts()
    c.secretary.adds_bot(c.group)
    c.secretary.promotes_bot(c.group)
    c.secretary.says(c.group, "/setup 1/10/2569")
    form = yield lambda: offering(c.group, "ยืนยัน")
    c.secretary.presses(form, "ยืนยัน")
    signup = yield lambda: offering(c.group, "นักวิชาการ")
    for person, party in ((c.member, "คณะดำเนินงาน"), (c.academic, "นักวิชาการ")):
        person.presses(signup, next(b.data or "" for b in signup.buttons if party in b.text))
    said = c.chair.says(c.group, "สวัสดีทุกท่าน")
    c.secretary.says(c.group, "/chair", reply_to=said)
    yield lambda: next(
        (m for m in c.group.messages_from_bot() if "เป็นประธานในระบบแล้ว" in m.text), None
    )


async def set_up(program: Program, committee: Committee) -> None:
    acts = setting_up(committee)
    wanted = next(acts, None)
    while wanted is not None:
        await program.settle()
        found = wanted()
        assert found is not None
        wanted = _after(acts, found)


def set_up_by_hand(telegram: FakeTelegram, committee: Committee) -> None:
    """The same with a program that runs by itself."""
    acts = setting_up(committee)
    wanted = next(acts, None)
    while wanted is not None:
        found = telegram.wait_for(wanted, within=30)
        assert found is not None
        wanted = _after(acts, found)


def _after(acts: Generator[Wanted, Message, None], found: Message) -> Wanted | None:
    try:
        return acts.send(found)
    except StopIteration:
        return None
