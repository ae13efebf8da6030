"""Remarks as comments in the SOP's file."""

from __future__ import annotations

from bot.domain.sop_import import Change, Option, Path, Remark, Spot
from bot.render.language import Say
from bot.render.text import names, sop_remarks
from bot.sop_import import yaml_text
from bot.sops.marks import MARK

_LONGEST_VALUE = 120


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
        ways = ", ".join(_option(say, remark, one) for one in others)
        line = say.caption(
            "{told} (proposed: {proposal}; or: {options})",
            told=told,
            proposal=proposal,
            options=ways,
        )
    return f"{MARK} {yaml_text.clean(line)}"


def comment(text: str) -> str:
    return f"# {yaml_text.clean(text)}".rstrip()


def _option(say: Say, remark: Remark, option: Option) -> str:
    words = sop_remarks.option(say, remark, option)
    if not option.changes:
        return words.plain
    edits = ", ".join(_edit(say, remark.path, change) for change in option.changes)
    return say.caption("{option} → {edits}", option=words, edits=edits)


def _edit(say: Say, path: Path, change: Change) -> str:
    """What to write; of another step's, where."""
    key = _key(path, change.path)
    if change.value is None:
        return say.caption("remove {key}", key=key)
    return names.shorten(f"{key}: {yaml_text.inline(change.value)}", _LONGEST_VALUE)


def _key(path: Path, changed: Path) -> str:
    """Without what is the remark's own place."""
    shared = 0
    while shared < len(changed) - 1 and path[shared : shared + 1] == changed[shared : shared + 1]:
        shared += 1
    return ".".join(str(k + 1) if isinstance(k, int) else k for k in changed[shared:])
