"""One transaction over everything that is kept."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol

from bot.ports.files import (
    Deletions,
    Downloads,
    Files,
    Handouts,
    Holdings,
    Pictures,
    Templates,
)
from bot.ports.people import Chats, Linking, People, Privacy, Subscriptions, Teams
from bot.ports.plans import Absences, Agenda, Plans
from bot.ports.queues import Drafts, Inbox, Outbox, Sent
from bot.ports.sops import SopFiles, Sops


class Processes(Protocol):
    """The processes that work on this store."""

    def seen(self, name: str, now: datetime, lost_before: datetime) -> int:
        """How many live, this one among them; who was last seen before then does not."""

    def gone(self, name: str) -> None: ...
    def here(self, now: datetime) -> datetime | None:
        """Somebody is; when anybody said so before."""


class UnitOfWork(Protocol):
    """One transaction: `with store.work() as work: …; work.commit()`. Not committed: undone."""

    @property
    def chats(self) -> Chats: ...
    @property
    def people(self) -> People: ...
    @property
    def linking(self) -> Linking: ...
    @property
    def privacy(self) -> Privacy: ...
    @property
    def teams(self) -> Teams: ...
    @property
    def plans(self) -> Plans: ...
    @property
    def absences(self) -> Absences: ...
    @property
    def files(self) -> Files: ...
    @property
    def templates(self) -> Templates: ...
    @property
    def sops(self) -> Sops: ...
    @property
    def sop_files(self) -> SopFiles: ...
    @property
    def downloads(self) -> Downloads: ...
    @property
    def handouts(self) -> Handouts: ...
    @property
    def pictures(self) -> Pictures: ...
    @property
    def subscriptions(self) -> Subscriptions: ...
    @property
    def holdings(self) -> Holdings: ...
    @property
    def deletions(self) -> Deletions: ...
    @property
    def outbox(self) -> Outbox: ...
    @property
    def sent(self) -> Sent: ...
    @property
    def drafts(self) -> Drafts: ...
    @property
    def inbox(self) -> Inbox: ...
    @property
    def agenda(self) -> Agenda: ...
    @property
    def processes(self) -> Processes: ...
    def caused_by(self, cause: str) -> None:
        """What is queued from now on answers this update (`Envelope.cause`)."""

    def commit(self) -> None: ...


class Group(Protocol):
    """Units of work that are committed at once, each of them undone alone."""

    def work(self) -> AbstractContextManager[UnitOfWork]:
        """Its `commit` holds once the group's does. Raises Unavailable if all are undone."""

    def reading(self) -> AbstractContextManager[UnitOfWork]:
        """A unit that only reads, also what the others have written."""

    def commit(self) -> None: ...


class Store(Protocol):
    @property
    def writers(self) -> int:
        """How many units of work may do something at a time; one: nobody else has this store."""

    def work(self) -> AbstractContextManager[UnitOfWork]: ...
    def reading(self) -> AbstractContextManager[UnitOfWork]:
        """A unit that only reads (no write lock on SQLite)."""

    def together(self) -> AbstractContextManager[Group]:
        """For a store with one writer."""

    def scrub(self) -> None:
        """What was deleted leaves the database's files too; in no unit of work."""
