"""What the inbox asks of whoever handles an update."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from bot.domain.incoming import Incoming
from bot.ports import Store, UnitOfWork
from scheduler.platform_queries import Needs


class Handled(Protocol):
    @property
    def popup(self) -> str: ...


class Dispatch(Protocol):
    """`handlers.dispatch.Dispatcher`."""

    def needs(self, incoming: Incoming, store: Store) -> Needs: ...
    def handle(
        self,
        incoming: Incoming,
        work: UnitOfWork,
        now: datetime,
        administered: frozenset[str],
        bot_is_administrator: bool | None,
    ) -> Handled: ...
