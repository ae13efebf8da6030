"""What somebody sent, read as an SOP: the file that is made of it, and what is to be told of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from bot.domain.errors import BadFile, Refusal
from bot.domain.sop_import import Imported, Option, Remark, Tally, Value
from bot.sop_import.changing import changed
from bot.sop_import.filing import WEAKER, Tree, filed
from bot.sop_import.paper import Paper
from bot.sop_import.parties import parted
from bot.sop_import.plain import read_plain
from bot.sop_import.raw import RawSop
from bot.sop_import.template import understood
from bot.sop_import.word import read_word
from bot.sop_import.word_opening import Kind, kind_of
from bot.sop_import.writing import written
from bot.sops.loader import parse

MOST_STEPS = 500
MOST_PARTIES = 300
"""Spellings of all parties: each is compared with every other."""
MOST_DOCUMENTS = 2_000
"""Of all steps, and as many items of their details."""
MOST_ITEMS = 500
"""Of a chapter."""
TRIED = 200_000
"""Characters of all the files that are made to try options; a second reads some 30,000."""
SHORT = 60_000
"""Characters of a file that is read in some hundredths of a second; of the built-in SOP 20,000."""

WAYS: Sequence[Sequence[str]] = (
    (),
    *((one,) for one in WEAKER),
    *(WEAKER[:count] for count in range(2, len(WEAKER) + 1)),
)
"""What is given up, the least first; of a long file at once all of it."""


def imported(data: bytes, name: str) -> Imported:
    """Raises Refusal. Within bounded time and memory, whatever it is."""
    raw, remarks = understood(_paper(data))
    if _is_too_much(raw):
        raise Refusal("sop-too-much")
    spots = {step.number: step.spot for step in raw.steps}
    source, proposed = "", frozenset[str]()
    for but in WAYS:
        if 0 < len(but) < len(WEAKER) and len(source) > SHORT:
            continue
        tree, found = filed(raw, but)
        proposed = proposed or _proposed(tree, found)
        every = [*remarks, *found]
        source = written(tree, every, name, spots)
        if _is_sound(source):
            every = [*_possible(source, every)]
            every += [Remark("given-up", told={"written": one}) for one in but if one in proposed]
            every.sort(key=lambda remark: remark.step)
            source = written(tree, every, name, spots)
            return Imported(source, tuple(every), _tally(raw, tree))
    raise Refusal("sop-too-much")


def _is_too_much(raw: RawSop) -> bool:
    spelled = {one for step in raw.steps for line in step.parties for one in parted(line)}
    chapters = (raw.objectives, raw.scope, raw.definitions, raw.direct, raw.involved, raw.legend)
    return (
        len(raw.steps) > MOST_STEPS
        or len(spelled) > MOST_PARTIES
        or sum(len(step.documents) for step in raw.steps) > MOST_DOCUMENTS
        or sum(len(step.detail) for step in raw.steps) > MOST_DOCUMENTS
        or max(map(len, chapters)) > MOST_ITEMS
    )


def _proposed(tree: Tree, remarks: Sequence[Remark]) -> frozenset[str]:
    """What is there to be given up, by its codes."""
    steps = tree["steps"]
    assert isinstance(steps, list)
    keys = {key for step in steps if isinstance(step, dict) for key in step}
    found = {remark.code for remark in remarks}
    found |= {"fixed-days"} if keys & {"not_before", "not_after"} else set()
    return frozenset(found | ({"due"} & keys))


def _possible(source: str, remarks: Sequence[Remark]) -> Iterator[Remark]:
    """Of their options those of which a file can be made, as far as there is time to try them; of
    the rest each is offered, and judged when it is chosen.
    """
    left = TRIED if len(source) <= SHORT else 0
    for remark in remarks:
        left -= len(source) * sum(bool(o.changes) for o in remark.options)
        if left < 0:
            yield remark
            continue
        options = (o for o in remark.options if not o.changes or _can_be_chosen(source, o))
        yield _answerable(remark, tuple(options))


def _answerable(remark: Remark, options: tuple[Option, ...]) -> Remark:
    """With one answer left it is to be known, and not to be decided."""
    code = _ONLY.get(options[0].code, "") if len(options) == 1 < len(remark.options) else ""
    return replace(remark, code=code or remark.code, options=() if code else options)


_ONLY = {"parallel": "parallel-only", "beside": "beside-only"}
"""By the option that is left: the code of what is told of it."""


def _can_be_chosen(source: str, option: Option) -> bool:
    return _is_sound(changed(source, option.changes))


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
