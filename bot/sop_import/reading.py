"""What somebody sent, read as an SOP: the file that is made of it, and what is to be told of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from bot.domain.errors import BadFile, Refusal
from bot.domain.sop_import import Imported, Remark, Tally, Value
from bot.sop_import.changing import changed
from bot.sop_import.filing import WEAKER, filed
from bot.sop_import.paper import Paper
from bot.sop_import.plain import read_plain
from bot.sop_import.raw import RawSop
from bot.sop_import.template import understood
from bot.sop_import.word import read_word
from bot.sop_import.word_opening import Kind, kind_of
from bot.sop_import.writing import written
from bot.sops.loader import parse

MOST_STEPS = 500
SHORT = 60_000
"""Characters of a file that is read in some hundredths of a second; of the built-in SOP 20,000."""


def imported(data: bytes, name: str) -> Imported:
    """Raises Refusal. Within bounded time and memory, whatever it is."""
    raw, remarks = understood(_paper(data))
    if len(raw.steps) > MOST_STEPS:
        raise Refusal("sop-too-much")
    spots = {step.number: step.spot for step in raw.steps}
    for but in _attempts():
        tree, found = filed(raw, but)
        every = [*remarks, *found]
        source = written(tree, every, name, spots)
        if _is_sound(source):
            every = [_possible(source, remark) for remark in every]
            every += [Remark("given-up", told={"written": but[-1]})] if but else []
            source = written(tree, every, name, spots)
            return Imported(source, tuple(every), _tally(raw, tree))
    raise Refusal("sop-too-much")


def _attempts() -> Iterator[Sequence[str]]:
    return (WEAKER[:count] for count in range(len(WEAKER) + 1))


def _possible(source: str, remark: Remark) -> Remark:
    """Of its options those of which a file can be made; of a long file each is offered, and judged
    when it is chosen: to try them all would take too long.
    """
    if len(source) > SHORT:
        return remark
    options = (o for o in remark.options if _is_sound(changed(source, o.changes)))
    return replace(remark, options=tuple(options))


def _is_sound(source: str) -> bool:
    try:
        parse(source.encode(), "SOP")
    except BadFile:
        return False
    return True


def _paper(data: bytes) -> Paper:
    """By what is in it: its name says nothing for sure."""
    return read_word(data) if kind_of(data) is Kind.WORD else read_plain(data)


def _tally(raw: RawSop, tree: Mapping[str, Value]) -> Tally:
    steps, bodies = tree["steps"], tree["parties"]
    assert isinstance(steps, list)
    assert isinstance(bodies, list)
    papers = sum(len(step.documents) for step in raw.steps)
    return Tally(raw.pages, raw.tables, len(steps), len(bodies), papers)
