"""What belongs in the evidence that an office hands in, where it stands, and what is not there.

By round, then step: `รอบ1/ขั้นตอน03_…/3-01_….pdf`; versions that were replaced in a folder below.
Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.domain import rounds
from bot.domain.documents import Paper, Stand, is_missing_evidence, papers
from bot.domain.files import File, FileState, is_program
from bot.domain.numbers import base, occurrence_of
from bot.domain.paths import MOST_FOLDER, Paths, latin_extension, portable
from bot.domain.plan import StepState
from bot.domain.sop import Document, DocumentKind, Step
from bot.domain.standing import Outlook, StepStatus

NOT_BEGUN = (StepStatus.WAITING, StepStatus.READY)
Key = tuple[int, int, int, int]
"""Round, step, number, version: the order of all that can be in a pack."""


class Lack(StrEnum):
    """Why a document is not there."""

    LOST = "lost"
    """It was, but its bytes are gone, or no longer those that were kept."""
    DELETED = "deleted"
    """It was, until the files of its plan were deleted."""
    MISSING = "missing"
    RETURNED = "returned"
    """What was sent is there, but was returned."""
    WAIVED = "waived"
    SKIPPED = "skipped"
    """The step is not carried out."""
    LATER = "later"
    """Its step has not begun: no fault of anybody's."""


@dataclass(frozen=True, slots=True)
class Words:
    """How is called what the pack itself names, with `{number}` in it. `latin`: nothing that
    people, or the SOP, have named is in a path.
    """

    round: str
    outside: str
    """In no round."""
    step: str
    older: str
    version: str
    missing: str
    waived: str
    lost: str
    deleted: str
    latin: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """A kept file or link, or (no `file`) a document that is not there. `path`: where it stands,
    or the note on it; empty: nowhere. `instead`: where the note stands if its bytes are not there.
    """

    round: int | None
    step: Step
    document: Document | None
    file: File | None = None
    lack: Lack | None = None
    reason: str = ""
    """Why it is not needed."""
    place: int = 0
    """Of a lacking document in the step's list."""
    replaced: bool = False
    """A newer version has taken its place."""
    stand: Stand | None = None
    """Of the document, where this file is it."""
    path: str = ""
    instead: str = ""

    @property
    def is_confessed(self) -> bool:
        """It is not there, and that is to be told before all else."""
        return self.lack not in (None, Lack.LATER)

    @property
    def key(self) -> Key:
        rank = rounds.ROUNDS.index(self.round) if self.round else len(rounds.ROUNDS)
        number, version = (self.file.number, self.file.version) if self.file else (0, self.place)
        return rank, self.step.number, number, version


def layout(
    s: Outlook, kept: Sequence[File], words: Words, round: int | None = None
) -> Sequence[Item]:
    """In order, of one round or of all. `kept`: of the plan, every version."""
    found = [item for n in s.planned for item in _of_step(s, s.states[n], kept)]
    wanted = (item for item in found if round in (None, item.round))
    paths = Paths()
    return [_placed(item, words, paths) for item in sorted(wanted, key=lambda i: i.key)]


def confessed(items: Iterable[Item]) -> list[Item]:
    """What is to be told first, what is not needed behind what is lacking."""
    found = [i for i in items if i.is_confessed]
    return sorted(found, key=lambda i: i.lack in (Lack.WAIVED, Lack.SKIPPED))


def _of_step(s: Outlook, state: StepState, kept: Sequence[File]) -> Iterator[Item]:
    mine = [f for f in kept if f.step == state.step.number]
    stands = papers(state, mine)
    round = rounds.of_step(s, state.step.number)
    for paper in stands:
        lack = _lack(s, state, paper)
        if lack is not None:
            reason = state.note if lack is Lack.SKIPPED else paper.reason
            told = "" if lack is Lack.RETURNED else reason
            yield Item(round, state.step, paper.document, None, lack, told, paper.place)
    yield from _files(s, state, mine, stands)


def _lack(s: Outlook, state: StepState, paper: Paper) -> Lack | None:
    if state.left_out_by is not None:
        return None
    if paper.stand is Stand.WAIVED:
        return Lack.WAIVED
    if paper.stand is Stand.RETURNED and paper.document.kind is DocumentKind.EVIDENCE:
        return Lack.RETURNED
    if not is_missing_evidence(paper):
        return None
    if state.skipped:
        return Lack.SKIPPED
    return Lack.LATER if s.status[state.step.number] in NOT_BEGUN else Lack.MISSING


def _files(
    s: Outlook, state: StepState, mine: Sequence[File], stands: Sequence[Paper]
) -> Iterator[Item]:
    """Older versions stand with the newest, whichever round they were sent in."""
    newest = {f.number: f for f in sorted(mine, key=lambda f: f.version)}
    documents = {d.id: d for d in state.step.documents}
    stand_of = {p.file.id: p.stand for p in stands if p.file}
    for file in mine:
        last = newest[file.number]
        yield Item(
            rounds.of_file(s, last),
            state.step,
            documents.get(file.document),
            file,
            replaced=file is not last,
            stand=stand_of.get(file.id),
        )


def _placed(item: Item, words: Words, paths: Paths) -> Item:
    folder = f"{_round(item, words)}/{_step(item.step, words)}/"
    if item.file is None:
        name = "" if item.lack is Lack.LATER else _note(item, words)
        return replace(item, path=paths.free(folder + name)) if name else item
    folder += f"{words.older}/" if item.replaced else ""
    label = _label(item.file, words) if item.replaced else item.file.label
    called = "" if words.latin else f"_{portable(item.file.name)}"
    path = paths.free(folder + label + _named(item.file, called))
    why = words.deleted if item.file.state is FileState.DELETED else words.lost
    note = f"_{why}_{label}{called.rpartition('.')[0] or called}.txt"
    return replace(item, path=path, instead=paths.free(folder + note))


def _named(file: File, called: str) -> str:
    """Nothing that would run when it is pressed; a link is a note, never a shortcut."""
    if file.link:
        return f"{called}.txt"
    named = called or latin_extension(file.name)
    return named + "_" * is_program(named)


def _label(file: File, words: Words) -> str:
    return f"{file.label}_{words.version.format(number=file.version)}"


def _round(item: Item, words: Words) -> str:
    return words.round.format(number=item.round) if item.round else words.outside


def _step(step: Step, words: Words) -> str:
    folder = words.step.format(number=_padded(step.number))
    title = "" if words.latin else portable(step.title.replace(".", " "), MOST_FOLDER)
    return f"{folder}_{title}" if title else folder


def _padded(number: int) -> str:
    """06, or 06.02: one below the other in any list of folders."""
    whole, occurrence = base(number), occurrence_of(number)
    return f"{whole:02d}.{occurrence:02d}" if occurrence else f"{whole:02d}"


def _note(item: Item, words: Words) -> str:
    """`_ขาด_รายงานการประชุม.txt`: it stands above the files."""
    assert item.document is not None
    kind = words.waived if item.lack in (Lack.WAIVED, Lack.SKIPPED) else words.missing
    title = portable(item.document.title.replace(".", " "))
    called = f"{item.step.number}-{item.place}" if words.latin else title
    return f"_{kind}_{called}.txt"
