"""The file of an SOP that was read, with comments: where each step is from, what was repaired, and
what is to be decided.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from bot.domain.sop_import import NOWHERE, Path, Remark, Spot, Value
from bot.render.language import DEFAULT_LANGUAGE, N_, Say, speaker
from bot.render.text import names, sop_remarks
from bot.sop_import import remark_lines, yaml_text
from bot.sop_import.places import line_start, place_of, placed
from bot.sops.marks import MARK

_NAME_LENGTH = 100
_APART = frozenset(
    {
        *("objectives", "scope", "definitions", "direct", "parties", "cutoffs", "rounds"),
        *("legend", "steps"),
    }
)
"""Keys of the file with an empty line above."""
_HEADINGS: Mapping[str, str] = {
    "objectives": N_("1. Objectives"),
    "scope": N_("2. Scope"),
    "definitions": N_("3. Definitions (if any)"),
    "direct": N_("4. Responsibilities"),
    "parties": N_("Whom the steps name; members of the team join these. short: as people say it"),
    "legend": N_("Symbols of the chart"),
    "steps": N_("5. Procedure"),
}


def written(
    tree: Mapping[str, Value],
    remarks: Sequence[Remark],
    name: str,
    spots: Mapping[int, Spot] | None = None,
) -> str:
    """`name`: of what was sent. `spots`: of steps by number; else those of their remarks."""
    language = tree.get("language", DEFAULT_LANGUAGE)
    say = speaker(language if isinstance(language, str) else DEFAULT_LANGUAGE)
    body = "\n".join(_body(tree)) + "\n"
    return (
        "\n".join(_head(say, name))
        + "\n\n"
        + _commented(body, _comments(say, tree, remarks, spots or {}))
    )


def _body(tree: Mapping[str, Value]) -> Iterator[str]:
    for place, (key, value) in enumerate(yaml_text.ordered("", tree)):
        if place and key in _APART:
            yield ""
        yield f"{yaml_text.name(key)}:{yaml_text.after_key(key, value, 0)}"


def _head(say: Say, name: str) -> Iterator[str]:
    told = say.caption("Made of {file}.", file=names.shorten(name, _NAME_LENGTH))
    check = say.caption("To have it checked: {command}", command="sopbot sop check FILE.yaml")
    marks = say.caption(
        'A line that begins with "{mark}" waits for a decision; what is proposed stands below it.',
        mark=MARK,
    )
    how = say.caption("Change that or leave it, then delete the line.")
    yield from (remark_lines.comment(line) for line in (told, check, marks, how))


def _comments(
    say: Say, tree: Mapping[str, Value], remarks: Sequence[Remark], spots: Mapping[int, Spot]
) -> Iterator[tuple[Path, str]]:
    """In the order in which they stand above one line; what is to be decided comes last."""
    for key, heading in _HEADINGS.items():
        if key in tree:
            yield (key,), remark_lines.comment(say.caption(heading))
    known = {r.step: r.spot for r in reversed(remarks) if r.step and r.spot != NOWHERE} | dict(
        spots
    )
    for place, number in enumerate(_numbers(tree), 0):
        line = remark_lines.spot_line(say, known.get(number, NOWHERE))
        if line:
            yield ("steps", place), line
    for remark in sop_remarks.folded(remarks):
        if not remark.is_open:
            yield remark.path, remark_lines.repaired_line(say, remark)
    for remark in remarks:
        if remark.is_open:
            yield remark.path, remark_lines.decide_line(say, remark)


def _numbers(tree: Mapping[str, Value]) -> Iterator[int]:
    steps = tree.get("steps", [])
    for place, step in enumerate(steps if isinstance(steps, list) else [], 1):
        number = step.get("number") if isinstance(step, dict) else None
        yield number if isinstance(number, int) else place


def _commented(body: str, comments: Iterator[tuple[Path, str]]) -> str:
    root = placed(body)
    above: dict[int, list[str]] = defaultdict(list)
    for path, line in comments:
        above[line_start(body, place_of(root, path))].append(line)
    return "".join(_lines(body, above))


def _lines(body: str, above: Mapping[int, Sequence[str]]) -> Iterator[str]:
    start = 0
    for line in body.splitlines(keepends=True):
        indent = " " * (len(line) - len(line.lstrip(" ")))
        yield from (f"{indent}{comment}\n" for comment in dict.fromkeys(above.get(start, ())))
        yield line
        start += len(line)
