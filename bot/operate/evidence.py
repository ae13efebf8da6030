"""Whether the store of files holds what the database says is kept, byte for byte."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice, takewhile
from random import SystemRandom

from bot.domain.errors import Damaged, Missing, NotGiven
from bot.domain.files import Bytes
from bot.ports import FileStore

Line = tuple[bool, str]
Harm = Missing | Damaged | None
Now = Callable[[], float]
"""Seconds of a clock that only goes forward."""
NEWEST, BY_CHANCE = 20, 30
SAMPLE_BYTES = 200 * 1024 * 1024
SAMPLE_SECONDS = 10.0
"""A sample ends with whichever of these is reached first; so many seconds, too, what is not listed
is asked for, which may stand there and not be read."""
MOST_TOLD = 20
MEND = "see “When files are missing or damaged” in docs/operation.md"

_CHANCE = SystemRandom()


def compare(
    files: FileStore, kept: Sequence[Bytes], *, deep: bool, now: Now = time.monotonic
) -> Iterator[Line]:
    """What is missing, and what is damaged or cannot be read: of all that is not listed or whose
    size is another than it was, and of a sample of the others, or if `deep` of all.

    `kept`: the newest first. Raises SopbotError while the store cannot be used.
    """
    held = dict(files.held())
    there = [one for one in kept if one.sha256 in held]
    unlisted = [one for one in kept if one.sha256 not in held]
    asked = _look(files, _in_time(unlisted, now))
    unread = {one: harm for one, harm in asked.items() if isinstance(harm, Damaged)}
    if not there and not unread:
        yield False, f"evidence: {none_of(kept)}"
        return
    missing = [one for one in unlisted if one not in unread]
    yield from _each(dict.fromkeys(missing), "missing")
    resized = [one for one in there if one.size != held[one.sha256]]
    others = [one for one in there if one.size == held[one.sha256]]
    chosen = chain(resized, others if deep else _sample(others, now))
    compared = unread | _look(files, chosen)
    damaged = {one: harm for one, harm in compared.items() if harm}
    yield from _each(damaged, "damaged")
    yield _summary(len(kept), len(missing), len(damaged), len(compared))


def called(file: int) -> str:
    """`file`: its id; 0: it is none."""
    return f"file {file}" if file else "the template of the team"


def none_of(kept: Sequence[Bytes]) -> str:
    return f"none of the {_files(len(kept))} of the database can be found; {MEND}"


def _sample(there: Sequence[Bytes], now: Now) -> Iterator[Bytes]:
    """The newest ones and some others, in no order: large ones must not always end it."""
    older = there[NEWEST:]
    chosen = [*there[:NEWEST], *_CHANCE.sample(older, min(BY_CHANCE, len(older)))]
    _CHANCE.shuffle(chosen)
    end, room = now() + SAMPLE_SECONDS, SAMPLE_BYTES
    for one in chosen:
        if room <= 0 or now() >= end:
            return
        room -= one.size
        yield one


def _in_time(ones: Sequence[Bytes], now: Now) -> Iterator[Bytes]:
    end = now() + SAMPLE_SECONDS
    return takewhile(lambda _: now() < end, ones)


def _look(files: FileStore, ones: Iterable[Bytes]) -> dict[Bytes, Harm]:
    return {one: _harm(files, one) for one in ones}


def _harm(files: FileStore, one: Bytes) -> Harm:
    try:
        with files.open(one.sha256):
            return None
    except (Missing, Damaged) as error:
        return error


def _each(found: Mapping[Bytes, Harm], what: str) -> Iterator[Line]:
    for one, harm in islice(found.items(), MOST_TOLD):
        told = f"{called(one.file)} of plan {one.plan} (SHA-256 {one.sha256})"
        why = f": {harm}" if isinstance(harm, NotGiven) else ""
        yield False, f"evidence: {what}: {told}{why}"
    if len(found) > MOST_TOLD:
        yield False, f"evidence: {what}: {len(found) - MOST_TOLD:,} more"


def _summary(kept: int, missing: int, damaged: int, compared: int) -> Line:
    some = "" if compared == kept - missing else " (`sopbot check --deep` compares all)"
    looked = f"{compared:,} compared byte for byte{some}"
    if not missing and not damaged:
        return True, f"evidence: {_files(kept)}, all there; {looked}"
    told = f"{_files(kept)}, {missing:,} missing, {damaged:,} damaged; {looked}"
    return False, f"evidence: {told}; {MEND}"


def _files(count: int) -> str:
    return f"{count:,} file{'s' if count != 1 else ''}"
