import asyncio

import pytest

from scheduler import planning_gate as gates
from scheduler.planning_gate import Gate


async def test_deliveries_wait_while_notices_are_planned() -> None:
    gate = Gate()
    async with gate.closed():
        waiting = asyncio.create_task(gate.passed())
        await asyncio.sleep(0)
        assert not waiting.done()
    await waiting


async def test_they_do_not_wait_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gates, "LONGEST", 0.001)
    gate = Gate()
    async with gate.closed():
        await asyncio.wait_for(gate.passed(), 5)
        with pytest.raises(StopIteration):  # the next does not wait at all
            gate.passed().send(None)
