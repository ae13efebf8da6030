"""/files: what is attached, to be got back; how one is removed is in `remove`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from bot.domain.documents import Paper, Stand, is_missing_evidence, missing_evidence
from bot.domain.errors import Refusal
from bot.domain.files import File, FileState
from bot.domain.message import About, Attachment, Button, Message, Text, paragraphs, plain
from bot.domain.people import ChatKind
from bot.domain.rights import may_steer
from bot.domain.standing import Standing, StepStatus
from bot.ports import UnitOfWork
from bot.render.text import documents, room, waive, web_links
from bot.render.text import files as texts
from bot.render.text import remove as removal_texts
from bot.render.text.files import Entry
from bot.render.text.status_buttons import turning
from handlers.core.call import Call, Reply
from handlers.core.scope import StepScope, plan_here
from handlers.core.views import former_rows, known_step, one_plan, told_step
from handlers.core.words import Words
from handlers.evidence import keeping, remove, reuse
from handlers.evidence.checklist import papers_of
from handlers.evidence.receipts import file_here

LISTED, IN_DETAIL = 8, 5
"""Files on a page: a line each, or three."""
BEGUN = (StepStatus.CLOSED, StepStatus.REPORTED, StepStatus.RUNNING, StepStatus.OVERDUE)
"""Of these it is told which evidence is missing."""
Row = tuple[Button, ...]
Item = TypeVar("Item")


def files(call: Call) -> Reply:
    """The files of one step, or of all: `files p12 4 o6`."""
    words = Words(call.arguments)
    scope = one_plan(call, words)
    number = told_step(call, words, scope.plan)
    offset = words.take_id("o")
    if number is None:
        message = _overview(call, scope, offset or 0)
    else:
        meant = StepScope(scope, known_step(call, scope, number))
        message = _of_step(call, meant, offset or 0)
    return Reply(message, edits=offset is not None)


def get_file(call: Call) -> Reply:
    """`getfile f7`: the file, sent to the chat it was asked for in; a link, behind a button.

    To a file a link is one person's: in a group it is told how to get one.
    """
    file, meant = file_here(call, Words(call.arguments), ended=True)
    about = (About(file.plan, file.step),)
    newest = remove.newest_version(call.work, file)
    text = texts.sent_back(call.say, meant.scope.plan, file, newest)
    if file.link:
        return Reply(replace(web_links.opened(call.say, text, file), about=about))
    if not call.can.files and call.chat.kind is ChatKind.GROUP:
        return Reply(replace(texts.only_in_private(call.say, file), about=about))
    if not call.can.files:
        text = paragraphs([text, texts.by_link(call.say)])
    return Reply(Message(text, attachments=(Attachment(file.id, file.name),), about=about))


def remove_file(call: Call) -> Reply:
    """`removefile f7` asks why, `removefile f7 ! reason` removes; `removefile p12 4` asks which."""
    words = Words(call.arguments)
    if words.rest.startswith("p"):
        return _which_to_remove(call, words)
    file, meant = file_here(call, words)
    if words.take_sure():
        return remove.remove(call, file, meant, words.rest)
    return remove.ask_reason(call, file, meant)


def _which_to_remove(call: Call, words: Words) -> Reply:
    scope = plan_here(call, words)
    meant = StepScope(scope, known_step(call, scope, words.take_step() or 0))
    offset = words.take_id("o")
    shown, _, turn = _page(
        call, _of(call.work, meant), offset, f"removefile {meant.target}", LISTED
    )
    if not shown:
        raise Refusal("file-gone")
    rows = [(_button(call, "removefile", f),) for f in shown]
    text = removal_texts.which(call.say, meant.step)
    message = Message(text, (*rows, *turn), about=meant.about)
    return Reply(message, edits=offset is not None)


def _of(work: UnitOfWork, meant: StepScope) -> list[File]:
    """The files of a step, each document's together, in the order of the step's documents."""
    found = [f for f in work.files.of_plan(meant.scope.plan.id) if f.step == meant.number]
    places = {document.id: place for place, document in enumerate(meant.step.documents)}
    return sorted(found, key=lambda f: places.get(f.document, len(places)))


def _of_step(call: Call, meant: StepScope, offset: int) -> Message:
    plan, found, line = meant.scope.plan, _of(call.work, meant), f"files {meant.target}"
    shown, pages, turn = _page(call, found, offset, line, IN_DETAIL)
    stand = [] if meant.state.skipped else papers_of(call, meant)
    senders = {f.sent_by: call.work.people.by_id(f.sent_by) for f in shown}
    text = paragraphs(
        [
            keeping.told(call, plan),
            texts.of_step(
                call.say, plan, meant.scope.team, meant.step, shown, senders, stand, pages
            ),
        ]
    )
    rows = [row for f in shown for row in _rows_of(call, meant, f, stand)]
    acts = _acts(call, meant, bool(found), stand)
    former = former_rows(call, meant.scope, meant.number)
    lacking = missing_evidence(meant.state, found)
    again = reuse.rows(call, meant, lacking) if plan.is_running else ()
    return Message(text, (*rows, *turn, *again, *acts, *former), about=meant.about)


def _rows_of(call: Call, meant: StepScope, file: File, stand: Sequence[Paper]) -> list[Row]:
    """What can be done with a file; where documents are verified, that of one just received."""
    rows: list[Row] = [(_button(call, "getfile", file),)] if _is_there(file) else []
    received = [p for p in stand if p.stand is Stand.RECEIVED and p.file == file]
    if meant.scope.team.rules.review and _steers(call, meant):
        rows += [documents.review_row(call.say, p) for p in received]
    return rows


def _is_there(file: File) -> bool:
    """Not deleted since, as files of a plan long over can be."""
    return file.state is FileState.KEPT


def _steers(call: Call, meant: StepScope) -> bool:
    return meant.scope.plan.is_running and may_steer(meant.scope.team, call.person.id)


def _acts(call: Call, meant: StepScope, any_files: bool, stand: Sequence[Paper]) -> list[Row]:
    if not meant.scope.plan.is_running:
        return []
    attach = Button(call.say.caption("Attach a file"), f"attach {meant.target}")
    remove = Button(call.say.caption("Remove a file"), f"removefile {meant.target}")
    rows = [(attach, remove)] if any_files else [(attach,)]
    return [*rows, *_waivers(call, meant, stand)]


def _waivers(call: Call, meant: StepScope, stand: Sequence[Paper]) -> list[Row]:
    if not _steers(call, meant):
        return []
    begun = meant.number in meant.scope.having(*BEGUN)
    row = waive.buttons(
        call.say,
        meant.scope.plan.id,
        meant.number,
        missing=begun and any(is_missing_evidence(p) for p in stand),
        waived=any(p.stand is Stand.WAIVED for p in stand),
    )
    return [row] if row else []


def _overview(call: Call, scope: Standing, offset: int) -> Message:
    plan = scope.plan
    entries = _entries(call.work, scope)
    shown, _, turn = _page(call, entries, offset, f"files p{plan.id}", LISTED)
    before, listed, total = (
        sum(e.file is not None for e in part) for part in (entries[:offset], shown, entries)
    )
    pages = texts.page_of(call.say, before, listed, total)
    deleted = keeping.told(call, plan)
    text = texts.overview(call.say, plan, shown, pages, _room(call, scope), deleted)
    rows = [(_button(call, "getfile", e.file),) for e in shown if e.file and _is_there(e.file)]
    return Message(text, (*rows, *turn, *former_rows(call, scope)), about=(About(plan.id),))


def _room(call: Call, scope: Standing) -> Text:
    """How much the team's files take, for whoever may have to ask for more."""
    if call.quota is None or not may_steer(scope.team, call.person.id):
        return plain("")
    used = call.work.holdings.seen_from(0, scope.plan.id).used
    return room.used(call.say, used, call.quota)


def _entries(work: UnitOfWork, scope: Standing) -> list[Entry]:
    """Steps with files, and those that have begun and lack evidence."""
    kept = work.files.of_plan(scope.plan.id)
    newest = {(f.step, f.number): f for f in kept}
    begun, found = scope.having(*BEGUN), []
    for step in scope.plan.sop.steps:
        of_step = [f for (n, _), f in newest.items() if n == step.number]
        state = scope.states[step.number]
        lacking = missing_evidence(state, kept) if step.number in begun else []
        if of_step or lacking:
            found += [Entry(step, f, len(of_step), len(lacking)) for f in of_step or (None,)]
    return found


def _button(call: Call, command: str, file: File) -> Button:
    return Button(texts.file_label(call.say, file), f"{command} f{file.id}")


def _page(
    call: Call, items: Sequence[Item], offset: int | None, line: str, size: int
) -> tuple[Sequence[Item], Text, list[Row]]:
    """(what is on the page, which part that is, the buttons that turn it)."""
    first = offset or 0
    shown = items[first : first + size]
    turn = turning(call.say, line, first, size, len(items))
    return (
        shown,
        texts.page_of(call.say, first, len(shown), len(items)),
        [turn] if turn else [],
    )
