"""On which page what is read stands, as far as the file tells it.

Word notes where its pages began when it last laid the document out; other programs only where the
writer turned the page.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Pages:
    now: int = 1
    most: int = 1
    _is_turned: bool = True
    """The writer turned it, and nothing stands on it yet: Word notes its beginning, too."""

    def turn(self) -> None:
        """By the writer."""
        self._go()
        self._is_turned = True

    def begin(self) -> None:
        """What follows stands on a new page, which may have begun already."""
        if not self._is_turned:
            self.turn()

    def note(self) -> None:
        """By Word."""
        if self._is_turned:
            self._is_turned = False
        else:
            self._go()

    def write(self) -> None:
        self._is_turned = False

    def _go(self) -> None:
        self.now += 1
        self.most = max(self.most, self.now)

    def mark(self) -> tuple[int, bool]:
        return self.now, self._is_turned

    @staticmethod
    def begun(page: int, start: tuple[int, bool]) -> tuple[int, bool]:
        """Where a row begins whose first words stand on that page: each of its other cells may say
        once more that it does.
        """
        return (page, True) if page > start[0] else start

    def back(self, to: tuple[int, bool]) -> None:
        """Cells of a row begin on one page."""
        self.now, self._is_turned = to
