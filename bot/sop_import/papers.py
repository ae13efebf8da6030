"""เอกสารที่เกี่ยวข้อง of the steps, each told apart by `bot.sop_import.documents`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.domain.sop_import import Change, Option, Path, Remark, Value
from bot.sop_import import documents
from bot.sop_import.documents import EVIDENCE, REFERENCE, SUGGESTED, Judged, Marked
from bot.sop_import.lengths import Cut
from bot.sop_import.parties import key_of
from bot.sop_import.raw import RawStep

_KINDS = (EVIDENCE, REFERENCE, SUGGESTED)
_TOLD = (EVIDENCE, REFERENCE)


class Papers:
    """Of one step after the other. Where the paper calls any document evidence or a reference, it
    tells of all what they are: what is called nothing is evidence.
    """

    def __init__(self, steps: Iterable[RawStep]) -> None:
        titles = [title for step in steps for title in step.documents]
        self._told = any(documents.marked(one).kind in _TOLD for one in titles)
        self._taken: set[str] = set()
        self._produced: set[str] = set()
        self._references: dict[str, tuple[str, str]] = {}
        """By their keys: id, and title as it is written first."""

    def of_step(self, step: RawStep, place: int, keys: dict[str, Value], cut: Cut) -> list[Remark]:
        """Writes the step's `documents`, if it has any."""
        remarks: list[Remark] = []
        found: list[Value] = []
        for title in dict.fromkeys(step.documents):
            path = ("steps", place, "documents", len(found))
            marked = documents.marked(title)
            whole = cut.title(documents.without_if_any(marked.title), (*path, "title"), step.number)
            told = self._judged(title, step, meeting="meeting" in keys)
            found.append(self._written(whole, told, marked))
            remarks += self._remarks(step, path, whole, told)
            if told.kind == REFERENCE:
                remarks += self._known(step, path, whole)
        if "meeting" in keys and not self._told:
            found += self._of_meeting(step)
        if found:
            keys["documents"] = found
        self._produced |= {key_of(t) for t in step.documents if self._is_evidence(t, step, keys)}
        return remarks

    def _judged(self, title: str, step: RawStep, *, meeting: bool) -> Judged:
        if self._told:
            return Judged(documents.marked(title).kind or EVIDENCE, "told")
        words = " ".join((*step.chart, step.lead, *step.detail))
        told = documents.judged(title, words, self._produced)
        if meeting and told.why == "else" and not _is_of_meeting(title):
            return Judged(REFERENCE, "looked-at", sure=False)
        return told

    def _is_evidence(self, title: str, step: RawStep, keys: dict[str, Value]) -> bool:
        return self._judged(title, step, meeting="meeting" in keys).kind == EVIDENCE

    def _written(self, title: str, told: Judged, marked: Marked) -> Value:
        known = self._references.get(key_of(title)) if told.kind == REFERENCE else None
        id, title = known or (documents.id_of(title, self._taken), title)
        self._taken.add(id)
        if told.kind == REFERENCE:
            self._references.setdefault(key_of(title), (id, title))
        by_rule = not self._told and told.kind == EVIDENCE and documents.is_numbered(title)
        numbered: dict[str, Value] = {"numbered": True} if marked.numbered or by_rule else {}
        note: dict[str, Value] = {"note": marked.note} if marked.note else {}
        return {"id": id, "title": title, "kind": told.kind, **note, **numbered}

    def _remarks(self, step: RawStep, path: Path, title: str, told: Judged) -> Iterator[Remark]:
        """By which rule; if that is not sure, what else it may be."""
        options: tuple[Option, ...] = ()
        if not told.sure:
            others = (kind for kind in _KINDS if kind != told.kind)
            changed = (Option(kind, (Change((*path, "kind"), kind),)) for kind in others)
            options = (Option(told.kind), *changed)
            said = {"written": title, "why": told.why}
            yield Remark(
                "kind", step.number, step.spot, (*path, "kind"), told=said, options=options
            )

    def _known(self, step: RawStep, path: Path, title: str) -> Iterator[Remark]:
        first = self._references[key_of(title)][1]
        if first != title:
            yield Remark("same-document", step.number, step.spot, (*path, "title"), title, first)

    def _of_meeting(self, step: RawStep) -> Iterator[Value]:
        """Ours; they never block."""
        named = " ".join(step.documents)
        for title in (documents.MINUTES, documents.ATTENDANCE):
            if title not in named:
                yield self._written(title, Judged(SUGGESTED, "meeting"), Marked(title))


def _is_of_meeting(title: str) -> bool:
    return any(word in title for word in ("ประชุม", "ใบลงชื่อ", "มติ", "วาระ"))
