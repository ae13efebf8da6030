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

    def label_of(self, begins: str) -> str:
        return next(b.label for b in self.line.buttons(self.group) if b.label.startswith(begins))


def in_group(line: FakeLine) -> Committee:
    """In a group that does not know the bot yet."""
    names = ("พิมพ์ใจ ตัวอย่าง", "สมคิด ตัวอย่าง", "วิชัย ตัวอย่าง", "อารีย์ ตัวอย่าง")
    people = [line.person(name) for name in names]
    return Committee(line, line.group("คณะดำเนินงาน 2.4", *people), *people)
