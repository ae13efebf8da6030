"""/attach, and files sent without a word: the step they belong to. Receipts are in `receipts`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.domain.documents import missing_evidence
from bot.domain.errors import Refusal
from bot.domain.links import tells_link
from bot.domain.message import About, Message, Text, paragraphs
from bot.domain.people import ChatKind
from bot.domain.typed import impolite
from bot.ports import Draft
from bot.render.text import attach as texts
from bot.render.text import cancelled, refusals
from handlers.core.asking import Ask, dropped, require_asker
from handlers.core.call import Call, Reply
from handlers.core.scope import (
    StepScope,
    replied_about,
    require_closer,
    require_not_left_out,
    step_here,
)
from handlers.core.words import Words, is_cancel
from handlers.evidence import late, reuse
from handlers.evidence.at_once import with_links
from handlers.evidence.belonging import (
    Candidates,
    attachable_steps,
    in_caption,
    likely_steps,
    meetings,
    step_told,
    told_by_context,
)
from handlers.evidence.incoming_files import (
    arriving_of,
    expect,
    in_order,
    is_one_of_unknown,
    replied_files,
    too_large,
)
from handlers.evidence.waiting import (
    Arriving,
    announced,
    announced_here,
    claimed,
    joins_question,
    remember,
    remembered,
    step_asked,
    wait_for_file,
    waiting_here,
)


def attach(call: Call) -> Reply | None:
    """Attach the files of this message or of the one replied to; with none, ask for them."""
    words, running = Words(call.arguments), attachable_steps(call)
    told = step_told(words)
    call, said = with_links(call, words.rest)
    if arriving := arriving_of(call, said) or replied_files(call, said):
        among = likely_steps(call) if said and not told else running
        reply = _once_an_album(call, told, lambda: _take(call, arriving, told, among))
        if reply is None and is_one_of_unknown(call):
            return Reply(Message(texts.only_this_one(call.say)))
        return reply
    if label := reuse.label_in(said):
        return _again(call, told, label, running)
    waiting = waiting_here(call)
    if waiting is not None and remembered(waiting) and not late.quotes_unknown(call):
        return _take_remembered(call, waiting, told)
    if _is_told_as_done(call):
        return None
    meant = step_here(call, Words(told), running)
    _require(call, meant)
    return Reply(_ask_for_file(call, meant, said))


def _again(call: Call, told: str, label: str, among: Candidates) -> Reply:
    meant = step_here(call, Words(told), among)
    _require(call, meant)
    return reuse.labelled(call, meant, label)


def received(call: Call) -> Reply | None:
    """Files, or links, that came without a command; None in a group if nothing says that they are
    for us.
    """
    call, caption = with_links(call, call.incoming.text)
    told, said = in_caption(caption)
    arriving, likely = arriving_of(call, said or announced_here(call)), likely_steps(call)
    if not told and joins_question(call, arriving):
        return _in_place(call, _remember(call, arriving, "", likely))
    context = told_by_context(call, told)
    if context is None:
        return None
    return _once_an_album(call, context, lambda: _take(call, arriving, context, likely))


def minuted(call: Call) -> Reply | None:
    """Files that are called what a meeting's papers are called; of whichever, if none is told."""
    if call.arguments:
        return attach(call)
    arriving, held = arriving_of(call, ""), meetings(call)
    return _once_an_album(call, "", lambda: _take(call, arriving, "", held))


def no_document(call: Call) -> Reply | None:
    """A sticker, a place, a poll: what can be attached is said, if a file may have been meant."""
    about = tuple(a for a in replied_about(call) if a.step)
    waiting = waiting_here(call)
    if waiting is not None and not remembered(waiting):
        about = about or (About(waiting.data["plan"], waiting.data["step"]),)
    return Reply(Message(texts.no_document(call.say), about=about)) if about else None


def attach_to(call: Call) -> Reply | None:
    """`attachto p12 4 d45`: the remembered files of draft 45 belong to this step."""
    words = Words(call.arguments)
    told = step_told(words)
    draft = call.work.drafts.get(words.take_id("d") or 0, call.now)
    if draft is None or draft.chat != call.chat.id or not remembered(draft):
        raise Refusal("button-expired")
    require_asker(call, draft)
    sender = call.work.people.by_id(draft.person)
    return _take_remembered(replace(call, person=sender), draft, told)


def step_answered(call: Call, draft: Draft) -> Reply | None:
    """The number of a step for the remembered files, typed; a link in place of the file; else the
    file is asked for again.
    """
    if is_cancel(call.arguments):
        late.take_back(call, draft)
        return dropped(call, draft, cancelled.nothing_recorded(call.say))
    if tells_link(call.arguments):
        return received(call)
    if remembered(draft):
        return _take_remembered(call, draft, step_told(Words(call.arguments)))
    meant = step_here(call, Words(step_asked(draft)), attachable_steps(call))
    return Reply(_ask_for_file(call, meant, announced(draft)))


def _is_told_as_done(call: Call) -> bool:
    """แนบ 5 แล้วค่ะ, under no file: talk between people."""
    said = impolite(call.incoming.text)
    return call.chat.kind is ChatKind.GROUP and not call.by_button and said.endswith("แล้ว")


def _require(call: Call, meant: StepScope) -> None:
    require_closer(call, meant)
    require_not_left_out(meant)


def _take(call: Call, arriving: Sequence[Arriving], told: str, among: Candidates) -> Reply | None:
    try:
        meant = _destination(call, told, among)
    except Ask:
        return _remember(call, arriving, told, among)
    _require(call, meant)
    return _reply(expect(call, meant, in_order([*claimed(call, arriving), *arriving])))


def _take_remembered(call: Call, draft: Draft, told: str) -> Reply | None:
    try:
        meant = _destination(call, f"{told} d{draft.id}", likely_steps(call))
    except Ask as question:
        asked = _which_step(call, question, draft.id, remembered(draft))
        return replace(asked, edits=call.command == "attachto")
    _require(call, meant)
    arriving = _in_one_go(draft)
    receipt = expect(call, meant, in_order(arriving))
    call.work.drafts.drop(draft.id)
    if receipt is not None:
        return Reply(receipt, edits=call.by_button)
    if not call.by_button:
        return None
    return Reply(Message(texts.fetching(call.say, meant.step, len(arriving))), edits=True)


def _in_one_go(draft: Draft) -> list[Arriving]:
    """What was sent one by one is answered like an album; links are so before the files come."""
    links, files = f"d{draft.id}l", f"d{draft.id}"
    found = remembered(draft)
    albums = [links if a.file.link else a.file.album or files for a in found]
    return [
        replace(a, file=replace(a.file, album=album))
        for a, album in zip(found, albums, strict=True)
    ]


def _destination(call: Call, arguments: str, among: Candidates) -> StepScope:
    """The step meant; the buttons of the question carry `arguments` on to `attach_to`."""
    return step_here(replace(call, command="attachto"), Words(arguments), among)


def _remember(
    call: Call, arriving: Sequence[Arriving], told: str, among: Candidates
) -> Reply | None:
    """Ask for the step; the files need not be sent again."""
    refused = [too_large(call, a) for a in arriving if a.is_too_large]
    fit = [a for a in arriving if not a.is_too_large]
    if not fit:
        return Reply(Message(paragraphs(refused)))
    draft, files = remember(call, fit)
    try:
        _destination(call, f"{told} d{draft}", among)
    except Ask as question:
        return _which_step(call, question, draft, files, refused)
    return None


def _which_step(
    call: Call, question: Ask, draft: int, files: Sequence[Arriving], refused: Sequence[Text] = ()
) -> Reply:
    asked = question.reply.message
    assert asked is not None
    in_group = call.chat.kind is ChatKind.GROUP
    names = [a.file.name for a in files]
    is_link = bool(files[0].file.link)
    text = texts.which_step(call.say, names, asked.text, in_group=in_group, is_link=is_link)
    return Reply(replace(asked, text=paragraphs([*refused, text])), key=f"which step:{draft}")


def _in_place(call: Call, question: Reply | None) -> Reply | None:
    """The question that stands already counts the files anew; one not sent yet is replaced."""
    if question is None or question.message is None:
        return question
    asked = call.work.sent.named(call.chat.id, question.key)
    if asked is None:
        return question
    call.work.outbox.post(call.chat.id, question.message, call.now, edits=asked, key=question.key)
    return None


def _reply(message: Message | None) -> Reply | None:
    return None if message is None else Reply(message)


def _ask_for_file(call: Call, meant: StepScope, said: str) -> Message:
    plan = meant.scope.plan.id
    since = call.incoming.said_at
    if late.quotes_unknown(call):  # what was said before it was asked for may belong elsewhere
        late.keep(call, plan, meant.number, said)
        since = call.now
    wait_for_file(call, plan, meant.number, said, since)
    lacking = missing_evidence(meant.state, call.work.files.of_plan(plan))
    text = texts.send_it(call.say, meant.step, lacking, call.asked_in_group)
    rows = reuse.rows(call, meant, lacking)
    return Message(text, rows, about=(About(plan, meant.number),), asks=True)


def _once_an_album(call: Call, told: str, do: Callable[[], Reply | None]) -> Reply | None:
    """What is refused is refused once for all files sent in one go to the same step."""
    album = next((f.album for f in call.incoming.files), "")
    if not album:
        return do()
    try:
        return do()
    except Refusal as refusal:
        key = f"refused:{album} {told}"
        if call.work.sent.named(call.chat.id, key) is not None:
            return None
        return Reply(Message(refusals.text(call.say, refusal, call.today())), key=key)
