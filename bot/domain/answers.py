"""What is worked out of a value that never changes is worked out once, and kept with it."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, Concatenate, Generic, ParamSpec, Self, TypeVar

P = ParamSpec("P")
T = TypeVar("T")
MOST_ANSWERS = 16
"""Of one value: of a plan the calendar and the day are asked for, which seldom change."""


class kept(Generic[T]):  # noqa: N801 - as `property`
    """`functools.cached_property` without its lock, for which every value of the class would wait
    (it is gone in Python 3.12): what two threads make at once is the same.
    """

    def __init__(self, make: Callable[[Any], T]) -> None:
        self._make = make

    def __set_name__(self, _owner: type, name: str) -> None:
        self._name = name

    def __get__(self, value: object, _owner: type | None = None) -> T:
        made = value.__dict__[self._name] = self._make(value)
        return made


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

    @kept
    def _answers(self) -> dict[tuple[Hashable, ...], Any]:
        return {}
