"""From what people type of a step of an SOP to what changes in its file."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping

from bot.domain.errors import Refusal
from bot.domain.sop import Document, DocumentKind, Party, Point, Sop, Step, Unit
from bot.domain.sop_import import Change, Path, Remark, Value
from bot.domain.spelling import arabic, one_line, visible
from bot.domain.typed_durations import Duration, duration_told
from bot.domain.written import as_written

Changes = list[Change]
MOST_TITLE, MOST_PARTY, MOST_TEXT = 300, 200, 300
"""Characters; of a title as in a file, of a name as on a button."""
_NONE = ("-", "–", "ไม่มี", "none")
_NUMBER = re.compile(r"[0-9]{1,3}")
_BETWEEN = re.compile(r"[\s,;/]|และ|กับ|ขั้นตอน|ที่|and|steps?|No\.?", re.IGNORECASE)


def written_step(sop: Sop, number: int) -> Step:
    """As the file has it. Raises Refusal."""
    found = sop.once(as_written).by_number.get(number)
    if found is None:
        raise Refusal("sop-unknown-step", number=number, last=sop.length)
    return found


def path_of(sop: Sop, step: Step) -> Path:
    return "steps", sop.once(as_written).steps.index(step)


def duration(sop: Sop, step: Step, said: str) -> Changes:
    told = duration_told(said, step.unit)
    if told is None:
        raise Refusal("sop-no-duration")
    return lasting(sop, step, told)


def lasting(sop: Sop, step: Step, told: Duration) -> Changes:
    """What else said when the step is due goes, but for the day of a meeting."""
    path = path_of(sop, step)
    changes = [Change((*path, "duration"), told.written)]
    if told.unit is not None:
        changes.append(Change((*path, "unit"), str(told.unit)))
    if step.by is not None:
        changes += [Change((*path, key), None) for key in _gone_with_by(step)]
    if step.due is not None and step.due.point is not Point.MEETING:
        changes.append(Change((*path, "due"), None))
    return changes


def _gone_with_by(step: Step) -> Iterator[str]:
    yield "by"
    if step.next_round:
        yield "missed"
    if step.by is not None and step.by.holiday is not None and step.starts_on is None:
        yield "holiday"


def unit(sop: Sop, step: Step, said: str) -> Changes:
    if said not in {str(one) for one in Unit}:
        told = duration_told(f"1 {said}", step.unit)
        if told is None or told.unit is None:
            raise Refusal("sop-no-duration")
        said = str(told.unit)
    return [Change((*path_of(sop, step), "unit"), said)]


def after(sop: Sop, step: Step, said: str) -> Changes:
    said = arabic(one_line(said))
    numbers: list[Value] = [int(n) for n in _NUMBER.findall(said)]
    known = said.lower() in _NONE or (numbers and not _BETWEEN.sub("", _NUMBER.sub("", said)))
    if not known:
        raise Refusal("sop-after-unreadable")
    return [Change((*path_of(sop, step), "after"), [*dict.fromkeys(map(_as_int, numbers))])]


def _as_int(value: Value) -> int:
    return int(str(value))


def title(sop: Sop, step: Step, said: str) -> Changes:
    return [Change((*path_of(sop, step), "title"), text(said, MOST_TITLE))]


def toggle_party(sop: Sop, step: Step, place: int) -> Changes:
    """`place`: which of the file's parties, from 1: it is responsible, or is no more."""
    if not 1 <= place <= len(sop.parties):
        raise Refusal("button-expired")
    party = sop.parties[place - 1].id
    kept: list[Value] = [p for p in step.parties if p != party]
    if not kept:
        raise Refusal("sop-last-party")
    named = kept if party in step.parties else [*kept, party]
    return [Change((*path_of(sop, step), "parties"), named)]


def new_party(sop: Sop, step: Step, said: str) -> Changes:
    """One of that name that the file has already is that one."""
    party, made = _party(sop, said)
    named: list[Value] = [*(p for p in step.parties if p != party), party]
    return [*made, Change((*path_of(sop, step), "parties"), named)]


def _party(sop: Sop, said: str) -> tuple[str, Changes]:
    name = text(said, MOST_PARTY)
    known = next((p.id for p in sop.parties if name in (p.name, p.short)), None)
    if known is not None:
        return known, []
    made = Party(_free("party", {p.id for p in sop.parties}), name, name)
    entry: Value = {"id": made.id, "name": made.name, "short": made.short}
    return made.id, [Change(("parties", len(sop.parties)), entry)]


def new_document(sop: Sop, step: Step, said: str) -> Changes:
    taken = {d.id for s in sop.once(as_written).steps for d in s.documents}
    entry: Value = {
        "id": _free(f"document-{step.number}", taken),
        "title": text(said, MOST_TITLE),
        "kind": str(DocumentKind.EVIDENCE),
    }
    path = (*path_of(sop, step), "documents")
    if not step.documents:
        return [Change(path, [entry])]
    return [Change((*path, len(step.documents)), entry)]


def document_kind(sop: Sop, step: Step, place: int, said: str) -> Changes:
    if said not in {str(kind) for kind in DocumentKind}:
        raise Refusal("button-expired")
    return [Change((*path, "kind"), said) for path in _everywhere(sop, step, place)]


def rename_document(sop: Sop, step: Step, place: int, said: str) -> Changes:
    new = text(said, MOST_TITLE)
    return [Change((*path, "title"), new) for path in _everywhere(sop, step, place)]


def no_document(sop: Sop, step: Step, place: int) -> Changes:
    if len(step.documents) == 1:
        return [Change((*path_of(sop, step), "documents"), None)]
    document_at(step, place)
    return [Change((*path_of(sop, step), "documents", place - 1), None)]


def document_at(step: Step, place: int) -> Document:
    """`place`: from 1."""
    if not 1 <= place <= len(step.documents):
        raise Refusal("button-expired")
    return step.documents[place - 1]


def _everywhere(sop: Sop, step: Step, place: int) -> Iterator[Path]:
    """A reference that stands in several steps is one document."""
    meant = document_at(step, place).id
    for n, one in enumerate(sop.once(as_written).steps):
        for m, document in enumerate(one.documents):
            if document.id == meant:
                yield "steps", n, "documents", m


def text(said: str, limit: int) -> str:
    """One line that can be seen."""
    found = visible(one_line(said)).strip()
    if not found or len(found) > limit:
        raise Refusal("sop-no-text", limit=limit)
    return found


def _free(begins: str, taken: Collection[str]) -> str:
    return next(id for n in range(1, len(taken) + 2) if (id := f"{begins}-{n}") not in taken)


def typed(sop: Sop, remark: Remark, said: str) -> Changes:
    """What a typed answer to what is to be decided changes."""
    read = _TYPED.get(remark.code)
    if read is not None and remark.step:
        return [*read(sop, written_step(sop, remark.step), said), *_proposed_days(remark)]
    return [Change(remark.path, text(said, MOST_TEXT))]


def _proposed_days(remark: Remark) -> Iterator[Change]:
    """Days of the year that stood there by the proposal alone: a duration takes their place."""
    if remark.code != "duration-unclear":
        return
    every = (change for option in remark.options for change in option.changes)
    paths = [one.path for one in every if one.value is None and one.path[-1] in _DAYS]
    yield from (Change(path, None) for path in dict.fromkeys(paths))


_DAYS = ("not_before", "not_after")


def _party_in_place(sop: Sop, step: Step, said: str) -> Changes:
    party, made = _party(sop, said)
    return [*made, Change((*path_of(sop, step), "parties"), [party])]


_TYPED: Mapping[str, Callable[[Sop, Step, str], Changes]] = {
    "unit": duration,
    "duration-missing": duration,
    "duration-unclear": duration,
    "parallel": after,
    "recurring-start": after,
    "recurring-last": after,
    "order": after,
    "party-unclear": _party_in_place,
    "party-missing": _party_in_place,
}
