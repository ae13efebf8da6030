"""An album, and the requests that its captions make of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.domain.incoming import Incoming, IncomingFile


def by_caption(incoming: Incoming, is_command: Callable[[str], bool]) -> list[Incoming]:
    """An album as the requests it makes: one, or as many as its captions name steps.

    A file with no such caption goes with the one before it; what comes before the first, with that.
    """
    files = incoming.files
    if not any(f.message for f in files):
        return [incoming]
    heads = [n for n, f in enumerate(files) if is_command(f.caption)]
    if not heads:
        spoken = [n for n, f in enumerate(files) if f.caption]
        return [_headed(incoming, files, spoken[0] if len(spoken) == 1 else None)]
    ends = [*heads[1:], len(files)]
    starts = [0, *heads[1:]]
    return [
        _headed(incoming, files[start:end], head - start)
        for start, head, end in zip(starts, heads, ends, strict=True)
    ]


def _headed(incoming: Incoming, files: Sequence[IncomingFile], head: int | None) -> Incoming:
    """These files under the caption of one of them, which then describes all that have none."""
    if head is None:
        return replace(incoming, text="", message=files[0].message, files=tuple(files))
    bare = [replace(f, caption="") if n == head else f for n, f in enumerate(files)]
    text, message = files[head].caption, files[head].message
    return replace(incoming, text=text, message=message, files=tuple(bare))
