"""Texts longer than a file may have are cut, and it is told."""

from __future__ import annotations

from bot.domain.sop_import import Path, Remark
from bot.sops.schema import MOST_NAME, MOST_TEXT, MOST_TITLE


def cut_at(text: str, most: int) -> str:
    """Not within a {fiscal_year}."""
    head = text[:most]
    begun = head.rfind("{")
    return (head[:begun] if begun > head.rfind("}") else head).rstrip()


class Cut:
    """`remarks`: of what was cut so far."""

    def __init__(self) -> None:
        self.remarks: list[Remark] = []

    def name(self, text: str, path: Path, step: int = 0) -> str:
        return self._cut(text, MOST_NAME, path, step)

    def title(self, text: str, path: Path, step: int = 0) -> str:
        return self._cut(text, MOST_TITLE, path, step)

    def text(self, text: str, path: Path, step: int = 0) -> str:
        return self._cut(text, MOST_TEXT, path, step)

    def _cut(self, text: str, most: int, path: Path, step: int) -> str:
        if len(text) <= most:
            return text
        short = cut_at(text, most - 1) + "…"
        self.remarks.append(Remark("shortened", step, path=path, before=text, after=short))
        return short
