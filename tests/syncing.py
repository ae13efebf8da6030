"""In which order names and bytes reach the disk."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def order_on_disk() -> Iterator[list[str]]:
    """What was synced and what was renamed to what, by the last part of the name."""
    done: list[str] = []
    fsync, rename = os.fsync, Path.rename

    def seen_fsync(handle: int) -> None:
        done.append(f"sync {Path(os.readlink(f'/proc/self/fd/{handle}')).name}")
        fsync(handle)

    def seen_rename(path: Path, target: Path) -> Path:
        done.append(f"rename {target.name}")
        return rename(path, target)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", seen_fsync)
        patch.setattr(Path, "rename", seen_rename)
        yield done
