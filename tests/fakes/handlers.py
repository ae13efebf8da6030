"""Handlers that do what a test tells them, and remember what they were asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.domain.errors import Refusal
from bot.domain.files import File
from bot.domain.incoming import Incoming, IncomingFile
from bot.domain.message import Message, plain
from bot.domain.people import Chat
from bot.domain.sop_import import Imported, SopFile
from bot.ports import Abilities, Answers, UnitOfWork
from handlers.core import plan_sleep


@dataclass(frozen=True)
class Needs:
    groups: tuple[str, ...] = ()
    bot_status: str | None = None
    belongs: tuple[str, ...] = ()
    arrives: str | None = None


@dataclass(frozen=True)
class Handled:
    popup: str = ""


@dataclass
class FakeDispatch:
    """Answers with an echo; `breaks` are raised first, one a call."""

    needed: Needs = Needs()
    breaks: list[Exception] = field(default_factory=list)
    handled: list[str] = field(default_factory=list)
    gone_from: list[tuple[str, str]] = field(default_factory=list)
    """Group and account of those who left."""
    files: list[list[str]] = field(default_factory=list)
    """The names of those that came with what was handled, or are replied to."""
    known: list[tuple[frozenset[str], bool | None]] = field(default_factory=list)
    inside: list[Mapping[str, bool]] = field(default_factory=list)

    def needs(self, incoming: Incoming, work: UnitOfWork) -> Needs:
        return self.needed

    def only_tells(self, incoming: Incoming) -> bool:
        return incoming.text == "status"

    def handle(self, incoming: Incoming, work: UnitOfWork, now: datetime, told: Answers) -> Handled:
        chat = work.chats.at(incoming.channel, incoming.place.address, incoming.place.kind)
        said = Message(plain(f"echo {incoming.text}"))
        work.outbox.post(chat.id, said, now, thread=incoming.place.thread)
        if self.breaks:
            raise self.breaks.pop(0)
        self.handled.append(incoming.text)
        replied = incoming.replied.files if incoming.replied else ()
        self.files.append([f.name for f in incoming.files or replied])
        self.known.append((told.administered, told.bot_is_administrator))
        self.inside.append(told.inside)
        return Handled(f"popup {incoming.text}")

    def gone(self, work: UnitOfWork, chat: Chat, now: datetime) -> None:
        plan_sleep.gone(work, chat, now)

    def left(self, work: UnitOfWork, group: Chat, account: str, now: datetime) -> None:
        self.gone_from.append((group.address, account))


@dataclass
class FakeAttach:
    """`breaks` are raised first, one an answer."""

    breaks: list[Exception] = field(default_factory=list)

    def acknowledge(self, work: UnitOfWork, files: Sequence[File], now: datetime) -> None:
        text = "received " + " ".join(f"{f.label}v{f.version}" for f in files)
        self._answer(work, files[-1], text, now)

    def refuse(
        self, work: UnitOfWork, file: File, code: str, now: datetime, can: Abilities
    ) -> None:
        self._answer(work, file, f"{code} {file.name}", now)

    def full(self, work: UnitOfWork, file: File, used: int, quota: int, now: datetime) -> None:
        self._answer(work, file, f"full {used} of {quota}: {file.name}", now)

    def wait(self, work: UnitOfWork, file: File, now: datetime) -> None:
        self._answer(work, file, f"wait {file.name}", now)

    def template_kept(
        self, work: UnitOfWork, file: File, sha256: str, size: int, now: datetime
    ) -> None:
        work.templates.add(work.plans.by_id(file.plan).team, file.name, sha256, size, now)
        self._answer(work, file, f"template {file.name}", now)

    def template_refused(self, work: UnitOfWork, file: File, why: Refusal, now: datetime) -> None:
        self._answer(work, file, f"{why.code} {file.name}", now)

    def sop_read(self, work: UnitOfWork, file: SopFile, read: Imported, now: datetime) -> None:
        self._answer(work, file, f"read {file.name}: {read.tally.steps}", now)

    def sop_refused(self, work: UnitOfWork, file: SopFile, why: Refusal, now: datetime) -> None:
        self._answer(work, file, f"{why.code} {file.name}", now)

    def _answer(self, work: UnitOfWork, file: File | SopFile, text: str, now: datetime) -> None:
        if self.breaks:
            raise self.breaks.pop(0)
        work.outbox.post(file.chat, Message(plain(text)), now, replies_to=file.message)


def expect(
    work: UnitOfWork,
    source: str,
    now: datetime,
    *,
    plan: int,
    chat: int,
    by: int,
    album: str = "",
    size: int | None = None,
    channel: str = "fake",
) -> File:
    """A file announced for step 1, in a message with the id m-<source>."""
    return work.files.expect(
        plan,
        1,
        IncomingFile(source, f"{source}.pdf", "application/pdf", size, album),
        channel=channel,
        chat=chat,
        message=f"m-{source}",
        thread="",
        by=by,
        document="",
        now=now,
    )
