"""Remarks as comments in the SOP's file."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from bot.domain.sop_import import AT_THE_END, Change, Option, Path, Remark, Spot
from bot.render.language import Say
from bot.render.text import names, sop_remarks
from bot.sop_import import yaml_text
from bot.sops.marks import MARK

_LONGEST_VALUE = 120
_STEP_DEPTH = 2


def spot_line(say: Say, spot: Spot) -> str | None:
    """From where in what was sent a step is."""
    where = sop_remarks.spot(say, spot)
    return comment(say.caption("from {where}", where=where)) if where else None


def repaired_line(say: Say, remark: Remark) -> str:
    return comment(say.caption("Repaired: {told}", told=sop_remarks.told(say, remark)))


def decide_line(say: Say, remark: Remark) -> str:
    """The sentence, what stands in the file, and what to write for each of the other options."""
    told = sop_remarks.told(say, remark)
    proposed, *others = remark.options
    proposal = sop_remarks.option(say, remark, proposed)
    if not others:
        line = say.caption("{told} (proposed: {proposal})", told=told, proposal=proposal)
    else:
        ways = ", ".join(answered(say, remark, one) for one in others)
        line = say.caption(
            "{told} (proposed: {proposal}; or: {options})",
            told=told,
            proposal=proposal,
            options=ways,
        )
    return f"{MARK} {yaml_text.clean(line)}"


def answered(say: Say, remark: Remark, option: Option) -> str:
    """An option, and what to write for it."""
    words = sop_remarks.option(say, remark, option)
    if not option.changes:
        return words.plain
    edits = ", ".join(_edit(say, remark.path, change) for change in option.changes)
    return say.caption("{option} → {edits}", option=words, edits=edits)


def marked_lines(say: Say, source: str, remarks: Sequence[Remark]) -> list[int | None]:
    """In which line of the file each stands, from 1; None: in none."""
    lines: dict[str, list[int]] = {}
    for number, line in enumerate(source.splitlines(), 1):
        lines.setdefault(line.strip(), []).append(number)
    found = (lines.get(decide_line(say, remark)) for remark in remarks)
    return [numbers.pop(0) if numbers else None for numbers in found]


def comment(text: str) -> str:
    return f"# {yaml_text.clean(text)}".rstrip()


def _edit(say: Say, path: Path, change: Change) -> str:
    """What to write; of another step's, in which."""
    of_step = change.path[:1] == ("steps",) and len(change.path) > _STEP_DEPTH
    here = _shared(path, change.path)
    keys = change.path[_STEP_DEPTH if of_step else here :]
    key = ".".join(str(k + 1) if isinstance(k, int) else k for k in keys if k != AT_THE_END)
    if change.value is None:
        told = say.caption("remove {key}", key=key)
    elif AT_THE_END in keys:
        value = yaml_text.inline(change.value)
        told = names.shorten(
            say.caption("add to {key}: {value}", key=key, value=value), _LONGEST_VALUE
        )
    else:
        told = names.shorten(f"{key}: {yaml_text.inline(change.value)}", _LONGEST_VALUE)
    if of_step and here < _STEP_DEPTH:
        return say.caption("step {number}: {edit}", number=int(change.path[1]) + 1, edit=told)
    return told


def _shared(path: Path, changed: Path) -> int:
    """How many names of both are the same; the last one is told in any case."""
    same = takewhile(lambda pair: pair[0] == pair[1], zip(path, changed[:-1], strict=False))
    return len(list(same))
