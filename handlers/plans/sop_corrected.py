"""A correction of an SOP is checked, kept as its next version, and told."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from bot.domain.message import Message
from bot.domain.sop import Sop, Step
from bot.domain.sop_import import Change, Option, Path, Remark, SopVersion, Stage
from bot.render.language import Say
from bot.render.text import sop_edit as texts
from bot.sop_import.changing import changed
from handlers.core.call import Call, Reply
from handlers.plans.sop_corrections import written_step
from handlers.plans.sop_groups import checked, running

_KEY_OF_STEP = 3
"""("steps", 6, "duration")."""
Shows = Callable[[Say, SopVersion, Sop, Step], Message]


def correct(
    call: Call,
    version: SopVersion,
    number: int,
    changes: Sequence[Change],
    shows: Shows | None = None,
) -> Reply:
    """`number`: the step that is corrected. What the file's checker refuses is not kept. `shows`:
    what is shown then, if not the step whole.
    """
    answered = [r for r in version.remarks if r.options and _is_answered(r, changes)]
    source = changed(version.source, changes, answered)
    if source == version.source:
        return Reply(popup=texts.unchanged(call.say).plain)
    sop = checked(source, call.say)
    left = _moved([r for r in version.remarks if r not in answered], changes)
    new = _kept(call, version, source, left)
    step, plans = written_step(sop, number), running(call.work, version.group, version.sop)
    told = texts.corrected(call.say, new, plans)
    rows = texts.after_correction(call.say, new, version.id, plans)
    message = texts.card(call.say, new, sop, step, told, rows)
    if shows is not None:
        shown = shows(call.say, new, sop, step)
        message = replace(message, buttons=(*rows, *shown.buttons))
    return Reply(message, edits=call.by_button)


def _kept(call: Call, version: SopVersion, source: str, remarks: Sequence[Remark]) -> SopVersion:
    if version.stage is Stage.REVIEWED:
        return call.work.sops.rewrite(version.id, source, remarks)
    by = call.person.id
    return call.work.sops.correct(version, source, remarks, by, call.now)


def _is_answered(remark: Remark, changes: Iterable[Change]) -> bool:
    """Whether it asks about what was corrected; what asks about a step as a whole does not."""
    path = remark.path
    of_key = len(path) >= _KEY_OF_STEP
    return any(_begins(path, c.path) or (of_key and _begins(c.path, path)) for c in changes)


def _begins(path: Path, with_: Path) -> bool:
    return path[: len(with_)] == with_


def _moved(remarks: Sequence[Remark], changes: Iterable[Change]) -> list[Remark]:
    """Where an item of a list was taken out, what stood behind it has moved up."""
    gone = [c.path for c in changes if c.value is None and isinstance(c.path[-1], int)]
    for path in gone:
        remarks = [_behind(r, path) for r in remarks]
    return list(remarks)


def _behind(remark: Remark, gone: Path) -> Remark:
    options = tuple(
        Option(
            o.code,
            tuple(Change(_up(c.path, gone), c.value) for c in o.changes),
            o.told,
        )
        for o in remark.options
    )
    return replace(remark, path=_up(remark.path, gone), options=options)


def _up(path: Path, gone: Path) -> Path:
    *holder, place = gone
    at = len(holder)
    if len(path) <= at or path[:at] != tuple(holder):
        return path
    here = path[at]
    if not isinstance(here, int) or not isinstance(place, int) or here <= place:
        return path
    return (*path[:at], here - 1, *path[at + 1 :])
