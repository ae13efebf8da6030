"""What is worked out of a value that never changes is worked out once, and kept with it."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import cached_property
from typing import Any, Concatenate, ParamSpec, Self, TypeVar

P = ParamSpec("P")
T = TypeVar("T")
MOST_ANSWERS = 16
"""Of one value: of a plan the calendar and the day are asked for, which seldom change."""


class Answers:
    """Base of frozen values (without slots). What they become is another value, without any."""

    def once(
        self, answer: Callable[Concatenate[Self, P], T], *given: P.args, **named: P.kwargs
    ) -> T:
        """`answer(self, *given)`: a pure function of values, that holds on to no `self`."""
        key: tuple[Hashable, ...] = (answer, *given, *named.items())
        found: T | None = self._answers.get(key)
        if found is None:
            found = answer(self, *given, **named)
            if len(self._answers) >= MOST_ANSWERS:
                self._answers.clear()
            self._answers[key] = found
        return found

    @cached_property
    def _answers(self) -> dict[tuple[Hashable, ...], Any]:
        return {}
