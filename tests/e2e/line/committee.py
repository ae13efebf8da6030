"""The committee of the built-in SOP on LINE, and how it comes to a plan by talking."""

from __future__ import annotations

from dataclasses import dataclass

from tests.e2e.line.program import Program
from tests.peers.line import FakeLine, Group, Person


@dataclass
class Committee:
    line: FakeLine
    group: Group
    secretary: Person
    chair: Person
    member: Person
    academic: Person

    @property
    def people(self) -> tuple[Person, ...]:
        return self.secretary, self.chair, self.member, self.academic

    async def sets_up(self, program: Program) -> None:
        """From adding the bot to a plan in which everybody has a part."""
        for person in self.people:
            person.befriend()
        self.group.adds_bot()
        await program.settle()
        self.secretary.says("จัดทำแผน 1/10/2569", self.group)
        await program.settle()
        self.secretary.presses("ยืนยัน", self.group)
        await program.settle()
        for person, party in ((self.member, "คณะดำเนินงาน"), (self.academic, "นักวิชาการ")):
            person.presses(self.label_of(party), self.group)
        named = {"@สมคิด": self.chair}
        self.secretary.says("กำหนดประธาน @สมคิด", self.group, mentions=named)
        await program.hears(self.group)
        for person in self.people:
            await program.hears(person)

    def sets_up_by_hand(self) -> None:
        """The same with a program that runs by itself."""
        for person in self.people:
            person.befriend()
        self.group.adds_bot()
        self.secretary.says("จัดทำแผน 1/10/2569", self.group)
        self.wait_for_words("ร่างแผน")
        self.secretary.presses("ยืนยัน", self.group)
        self.wait_for_words("จัดทำแผนเรียบร้อยแล้ว")
        for person, party in ((self.member, "คณะดำเนินงาน ("), (self.academic, "นักวิชาการ (")):
            person.presses(self.label_of(party), self.group)
        self.secretary.says("กำหนดประธาน @สมคิด", self.group, mentions={"@สมคิด": self.chair})
        self.wait_for_words("เป็นประธานในระบบแล้ว")

    def wait_for_words(self, words: str, chat: Group | Person | None = None) -> None:
        """Of the bot; in the group if no other chat is named."""
        said = (chat or self.group).chat.messages
        self.line.wait_for(lambda: any(words in " ".join(m.words) for m in said), within=30)

    def label_of(self, begins: str) -> str:
        return next(b.label for b in self.line.buttons(self.group) if b.label.startswith(begins))


def in_group(line: FakeLine) -> Committee:
    """In a group that does not know the bot yet."""
    names = ("พิมพ์ใจ ตัวอย่าง", "สมคิด ตัวอย่าง", "วิชัย ตัวอย่าง", "อารีย์ ตัวอย่าง")
    people = [line.person(name) for name in names]
    return Committee(line, line.group("คณะดำเนินงาน 2.4", *people), *people)
