"""The files of a plan as /files lists them and gets them back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from bot.domain.documents import Paper
from bot.domain.files import File
from bot.domain.message import Button, Message, Text, bold, join, paragraphs, plain
from bot.domain.people import Person, Team
from bot.domain.plan import Plan
from bot.domain.sop import Step
from bot.render import dates
from bot.render.language import Say
from bot.render.text import attach, documents, letters, names, web_links

Row = tuple[Button, ...]
ASKED_FOR = "file-"
"""Begins the code by which the private chat opens with a kept file; its id follows."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the list: a file of a step, or a step that has none (but should)."""

    step: Step
    file: File | None
    count: int
    """How many files the step has."""
    lacking: int
    """How much of its evidence is missing."""


def overview(
    say: Say, plan: Plan, entries: Sequence[Entry], pages: Text, room: Text, deleted: Text
) -> Text:
    """All steps, the newest version of each file; `room`: what all files take, if it is told.
    `deleted`: that they were.
    """
    head = join([bold(say("Files")), names.plan_head(say, plan)])
    if not entries:
        return paragraphs([head, _none(say)])
    steps = list(dict.fromkeys(e.step.number for e in entries))
    groups = [[e for e in entries if e.step.number == number] for number in steps]
    return paragraphs([head, deleted, *(_group(say, group) for group in groups), pages, room])


def _none(say: Say) -> Text:
    if say.can.captions:
        return say("No file is attached yet.\nTo attach one, send it in reply to a notice.")
    return say(
        "No file is attached yet.\n"
        "To attach one, type “แนบ” and the number of the step, then send the file."
    )


def _group(say: Say, entries: Sequence[Entry]) -> Text:
    first = entries[0]
    parts: list[str | Text] = [
        names.step_number(say, first.step.number),
        _count(say, sum(e.file is not None for e in entries), first.count),
        say("evidence missing: {count}", count=first.lacking) if first.lacking else "",
    ]
    lines = (_line(say, e.file) for e in entries if e.file is not None)
    return join([bold(join(parts, " · ")), *lines])


def _count(say: Say, listed: int, count: int) -> Text:
    if not count:
        return say("no file")
    if listed < count:
        return say("{listed} of {count} files", listed=listed, count=count)
    return say.plural("{count} file", "{count} files", count)


def _line(say: Say, file: File) -> Text:
    name = plain(f"{file.label} ") + web_links.name_and_host(say, file, 60)
    version = say("version {version}", version=file.version) if file.version > 1 else ""
    return join([name, version, names.shorten(file.description, 60)], " · ")


def of_step(
    say: Say,
    plan: Plan,
    team: Team,
    step: Step,
    files: Sequence[File],
    senders: Mapping[int, Person],
    papers: Sequence[Paper],
    pages: Text,
) -> Text:
    """One step: how its documents stand; every version, with document, sender's role and day."""
    head = join([bold(say("Files")), names.step(say, step), names.plan_head(say, plan)])
    checklist = documents.checklist(say, papers)
    if not files:
        return paragraphs([head, say("No file is attached yet."), checklist])
    cards = _by_document(step, files, lambda file: _card(say, plan, team, file, senders))
    return paragraphs([head, checklist, *cards, pages])


def _by_document(step: Step, files: Sequence[File], card: Callable[[File], Text]) -> Iterator[Text]:
    """A document's long title stands once, above its files; files of no document come last."""
    for document, group in groupby(files, key=lambda f: attach.document_of(f, step)):
        cards = [card(f) for f in group]
        yield join([bold(attach.title(document)) if document else "", cards[0]])
        yield from cards[1:]


def _card(say: Say, plan: Plan, team: Team, file: File, senders: Mapping[int, Person]) -> Text:
    facts = [
        web_links.extent(file),
        say("version {version}", version=file.version) if file.version > 1 else "",
        role(say, plan, team, senders[file.sent_by]),
        _day(say, plan, file),
    ]
    name, letter = plain(f"{file.label} ") + web_links.name(file), letters.line(say, plan, file)
    return join([name, letters.described(plan, file), letter, join(facts, " · ")])


def _day(say: Say, plan: Plan, file: File) -> Text:
    day = dates.short_date(file.sent_at.astimezone(plan.rules.tz).date(), say.language)
    return say("seen {day}", day=day) if file.link else plain(day)


def role(say: Say, plan: Plan, team: Team, person: Person) -> Text:
    """What the sender is in the team: in a group roles are named."""
    if person.erased_as:
        return plain(names.former(say, person.erased_as))
    member = team.member(person.id)
    if member is not None and member.secretary:
        return say("secretary")
    if member is not None and member.chair:
        return say("chair")
    joined = [p.id for p in plan.sop.parties if member and member.in_party(plan.sop.id, (p.id,))]
    return names.parties(say, plan.sop, joined[:1], short=True) if joined else say("member")


def page_of(say: Say, first: int, shown: int, total: int) -> Text:
    """Nothing where all are shown, or none of this page is a file."""
    if shown in (0, total):
        return plain("")
    return say("{first}–{last} of {total}", first=first + 1, last=first + shown, total=total)


def file_label(say: Say, file: File) -> str:
    label = file.label
    if file.version > 1:
        label = say.caption("{label} (version {version})", label=label, version=file.version)
    return names.shorten(f"{label} {file.name}")


def sent_back(say: Say, plan: Plan, file: File, newest: int) -> Text:
    """Goes with the file."""
    what = say(
        "{label} · step {number} ({size})",
        label=file.label,
        number=file.step,
        size=web_links.extent(file),
    )
    document = attach.document_of(file, plan.sop.step(file.step))
    version = which_version(say, file, newest)
    title = attach.title(document) if document else ""
    seen = [web_links.name(file), _day(say, plan, file)] if file.link else []
    return join([what, *seen, version, file.description, title])


def by_link(say: Say) -> Text:
    """Goes with the button that opens the file's page."""
    return say(
        "Please press the button to get the file. It works for one hour and is meant for you alone."
    )


def only_in_private(say: Say, file: File) -> Message:
    """To a group to which no file can be sent; the button brings the file."""
    text = say(
        "Files are sent in the private chat with me only.\n"
        "To get file {label}, please open it and type “เอกสาร {number}” there.",
        label=file.label,
        number=file.step,
    )
    button = Button(say.caption("Open my private chat"), invite=f"{ASKED_FOR}{file.id}")
    return Message(text, ((button,),))


def which_version(say: Say, file: File, newest: int) -> Text:
    """The version where there are several, and which one has taken its place."""
    if newest > file.version:
        return say(
            "version {version}, replaced by version {newest}", version=file.version, newest=newest
        )
    return say("version {version}", version=file.version) if file.version > 1 else plain("")


def _file_gone(say: Say) -> Text:
    return say("This file is no longer there.\nType /files or “เอกสาร” to see the files.")


def _which_file(say: Say, typed: str) -> Text:
    return say(
        "Please type the number of the file, for example “{typed} 4-02”.\n"
        "“เอกสาร” shows the files with their numbers.",
        typed=typed,
    )


REFUSALS: Mapping[str, Callable[..., Text]] = {
    "file-gone": _file_gone,
    "which-file": _which_file,
}
