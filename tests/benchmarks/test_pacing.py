from __future__ import annotations

from tests.benchmarks.pacing import PACE, too_fast


def test_as_many_in_a_second_as_the_pace_allows_are_not_too_fast() -> None:
    assert too_fast([n / PACE for n in range(100)]) == []


def test_more_within_any_second_are_too_fast() -> None:
    slow = [n / PACE for n in range(100)]
    assert too_fast([*slow, *(slow[-1] + n / 100 for n in range(10))])
