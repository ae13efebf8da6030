"""Why somebody does not come to a meeting: personal, perhaps of health, so no event but a row."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sqlalchemy import Connection, bindparam, delete, select

from bot.store.tables import absence
from bot.store.types import upsert

_TOLD = upsert(absence, ["plan", "step", "person"], "day", "reason")
_OF_DAY = select(absence.c.person, absence.c.reason).where(
    absence.c.plan == bindparam("of_plan"),
    absence.c.step == bindparam("of_step"),
    absence.c.day == bindparam("of_day"),
)
_OF_STEP = delete(absence).where(
    absence.c.plan == bindparam("of_plan"), absence.c.step == bindparam("of_step")
)
_OF_PERSON = _OF_STEP.where(absence.c.person == bindparam("who"))
_OF_PLAN = delete(absence).where(absence.c.plan == bindparam("of_plan"))


class SqlAbsences:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def tell(self, plan: int, step: int, day: date, person: int, reason: str) -> None:
        row = {"plan": plan, "step": step, "day": day, "person": person, "reason": reason}
        self._connection.execute(_TOLD, row)

    def reasons(self, plan: int, step: int, day: date) -> Mapping[int, str]:
        asked = {"of_plan": plan, "of_step": step, "of_day": day}
        return {row.person: row.reason for row in self._connection.execute(_OF_DAY, asked)}

    def erase(self, plan: int, step: int, person: int | None = None) -> None:
        which = {"of_plan": plan, "of_step": step}
        if person is None:
            self._connection.execute(_OF_STEP, which)
        else:
            self._connection.execute(_OF_PERSON, {**which, "who": person})


def erase_of_plan(connection: Connection, plan: int) -> None:
    """It is over: nobody writes its minutes any more."""
    connection.execute(_OF_PLAN, {"of_plan": plan})
