"""Plans as they were read, so that one is read and folded once for each of its versions."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import Protocol

from bot.domain.plan import Plan

MOST = 2500
"""Plans that are kept: what one slot of 2,000 plans is not read again when it is sent. With its
events and what is worked out of it one takes some 30 kilobytes.
"""


class Known(Protocol):
    def get(self, plan: int, version: int) -> Plan | None: ...
    def put(self, plan: Plan) -> None: ...


class KnownPlans:
    """Of one store, for all its threads. A plan whose version has risen is another one."""

    def __init__(self) -> None:
        self._plans: OrderedDict[int, Plan] = OrderedDict()
        self._lock = Lock()

    def get(self, plan: int, version: int) -> Plan | None:
        with self._lock:
            known = self._plans.get(plan)
            if known is None or known.version != version:
                return None
            self._plans.move_to_end(plan)
            return known

    def put(self, plan: Plan) -> None:
        """Only what is committed: a version that is rolled back will be given again."""
        with self._lock:
            self._plans[plan.id] = plan
            self._plans.move_to_end(plan.id)
            if len(self._plans) > MOST:
                self._plans.popitem(last=False)


class Uncommitted:
    """What a transaction, or a savepoint in it, has read or written: known to it alone until
    `keep`.
    """

    def __init__(self, known: Known) -> None:
        self._known = known
        self._plans: dict[int, Plan] = {}

    def get(self, plan: int, version: int) -> Plan | None:
        own = self._plans.get(plan)
        if own is not None and own.version == version:
            return own
        return self._known.get(plan, version)

    def put(self, plan: Plan) -> None:
        self._plans[plan.id] = plan

    def keep(self) -> None:
        """It is committed, or its savepoint released."""
        for plan in self._plans.values():
            self._known.put(plan)
        self._plans.clear()
