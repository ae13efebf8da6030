"""What `sopbot sop import` tells: what was read, what was repaired, what is to be decided. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.domain.sop_import import Imported, Remark, Tally
from bot.render.language import Say
from bot.render.text import sop_remarks
from bot.sop_import.remark_lines import answered, marked_lines
from bot.sops.phrases import language_of

_IN, _DEEP = "  ", "      "


def report(read: Imported, name: str, output: str) -> str:
    """In the SOP's language. `name`: of what was read; `output`: of the SOP's file."""
    say = language_of(read.source.encode(), read=True)
    repaired = [r for r in read.remarks if not r.is_open]
    left = [r for r in read.remarks if r.is_open]
    lines = marked_lines(say, read.source, left)
    parts = (
        [_counted(say, name, read.tally)],
        [_repaired(say, len(repaired)), *(_IN + _told(say, r) for r in repaired)],
        [_left(say, len(left)), *_open(say, left, lines, output)],
        [say.caption("Next:"), *(f"{_IN}{command}" for command in _next(output))],
    )
    return "\n\n".join("\n".join(part) for part in parts)


def _counted(say: Say, name: str, tally: Tally) -> str:
    return say.caption(
        "{file} was read: pages {pages}, tables {tables}, steps {steps}, parties {parties}, "
        "documents {documents}",
        file=name,
        pages=tally.pages,
        tables=tally.tables,
        steps=tally.steps,
        parties=tally.parties,
        documents=tally.documents,
    )


def _repaired(say: Say, count: int) -> str:
    if not count:
        return say.caption("Nothing was repaired.")
    return say.plural("{count} repair:", "{count} repairs:", count).plain


def _left(say: Say, count: int) -> str:
    if not count:
        return say.caption("Nothing is left to be decided.")
    return say.plural(
        "{count} decision is left; what is proposed stands in the file:",
        "{count} decisions are left; what is proposed stands in the file:",
        count,
    ).plain


def _open(
    say: Say, left: Sequence[Remark], lines: Sequence[int | None], output: str
) -> Iterator[str]:
    for remark, line in zip(left, lines, strict=True):
        told = _told(say, remark)
        yield _IN + (f"{output}:{line}: {told}" if line else told)
        proposed, *others = remark.options
        proposal = sop_remarks.option(say, remark, proposed)
        yield _DEEP + say.caption("proposed: {proposal}", proposal=proposal)
        for other in others:
            yield _DEEP + say.caption("or: {option}", option=answered(say, remark, other))


def _told(say: Say, remark: Remark) -> str:
    where, told = sop_remarks.place(say, remark), sop_remarks.told(say, remark)
    return say.caption("{place}: {told}", place=where, told=told)


def _next(output: str) -> Iterator[str]:
    yield f"sopbot sop check {output}"
    yield f"sopbot timeline --sop {output}"
