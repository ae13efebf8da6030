from __future__ import annotations

from tests.benchmarks.pacing import PACE, busiest


def test_an_even_stream_has_its_rate_in_every_second() -> None:
    assert busiest([n / PACE + n * 1e-6 for n in range(500)]) == PACE


def test_two_bursts_that_lie_close_are_counted_together() -> None:
    """The first is spread over its second, the next comes at its beginning."""
    spread = [n / PACE for n in range(PACE)]
    assert busiest([*spread, *(0.99 + n / 1000 for n in range(9))]) == PACE + 9


def test_where_nothing_came_nothing_is_counted() -> None:
    assert busiest([]) == 0
