"""An office moves to another machine: backed up while it runs, restored, and it goes on there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.clock import SettableClock
from tests.e2e.committee import Committee, set_up_by_hand
from tests.e2e.process import Process
from tests.e2e.program import local
from tests.peers.telegram import Chat, FakeTelegram, Message, Person

PLAN = "แผนปฏิบัติการ_LO_2570.pdf"
BYTES = b"%PDF plan" * 1000


@pytest.fixture
def machines(
    telegram: FakeTelegram, clock: SettableClock, tmp_path: Path
) -> Iterator[tuple[Process, Process]]:
    """The old one runs."""
    old, new = (Process(telegram, clock, tmp_path / name) for name in ("old", "new"))
    for machine in (old, new):
        machine.at(clock.now())
    old.start()
    yield old, new
    for machine in (old, new):
        if machine.is_running:
            machine.kill()


@pytest.mark.long
def test_a_restored_program_has_the_plan_its_files_and_what_is_due(
    machines: tuple[Process, Process], telegram: FakeTelegram, committee: Committee, tmp_path: Path
) -> None:
    old, new = machines
    set_up_by_hand(telegram, committee)
    committee.member.sends_file(committee.group, PLAN, BYTES, caption="/attach 4")
    _wait_for(telegram, committee.group, "4-01")
    assert "1 file," in old.command("backup", str(tmp_path / "office.zip"))
    old.kill()
    assert "1 file\n" in new.command("restore", str(tmp_path / "office.zip"))
    new.start()
    new.at(local("2026-10-02 08:30"))
    _wait_for(telegram, committee.group, "ครบกำหนดวันนี้")
    assert _file_of(telegram, committee.academic, 4) == (PLAN, BYTES)
    assert "Traceback" not in old.log + new.log


def _file_of(telegram: FakeTelegram, person: Person, step: int) -> tuple[str, bytes]:
    """The one that is attached to the step, as the person gets it."""
    person.says(person.private, f"/files {step}")
    listed = _wait_for(telegram, person.private, PLAN)
    button = next(b.data for b in listed.buttons if b.data and b.data.startswith("getfile"))
    person.presses(listed, button)
    (sent,) = telegram.wait_for(lambda: person.private.messages_from_bot()[-1].documents)
    return sent.name, sent.data


def _wait_for(telegram: FakeTelegram, chat: Chat, text: str) -> Message:
    def said() -> Message | None:
        return next((m for m in reversed(chat.messages_from_bot()) if text in m.text), None)

    found = telegram.wait_for(said, within=30)
    assert found is not None
    return found
