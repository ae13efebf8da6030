from __future__ import annotations

from tests.benchmarks.pacing import PACE, too_fast


def arriving(rate: float) -> list[float]:
    return [n / rate for n in range(500)]


def test_as_many_as_the_pace_allows_are_not_too_fast() -> None:
    assert too_fast(arriving(PACE)) == []


def test_some_that_come_late_together_are_not_too_fast() -> None:
    assert too_fast([max(at, 10.0) if at > 9.7 else at for at in arriving(PACE)]) == []


def test_more_than_the_pace_are_too_fast() -> None:
    assert too_fast(arriving(PACE * 1.2))
    once = arriving(PACE)
    assert too_fast([*once, *(once[-1] + n / 100 for n in range(20))])
