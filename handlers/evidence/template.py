"""/template: the office's own form for reports, sent in private by secretary or chair."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.errors import Refusal
from bot.domain.files import MAX_TEMPLATE_BYTES, SAMPLE, TEMPLATE, File, safe_name
from bot.domain.incoming import IncomingFile
from bot.domain.message import Made, Message, ToMake
from bot.domain.people import ChatKind, Team
from bot.domain.plan import Plan
from bot.ports import Draft, UnitOfWork
from bot.render.language import speaker
from bot.render.text import cancelled, exports, refusals
from bot.render.text import template as texts
from handlers.core import newest
from handlers.core.asking import dropped, stop_asking
from handlers.core.call import Call, Reply
from handlers.core.scope import require_steerer, team_here
from handlers.core.words import Words, is_cancel

QUESTION = "ask:template"
WAITS = timedelta(hours=1)
ENDING = ".docx"


def template(call: Call) -> Reply | None:
    """What is in use; with a Word file that is to be. `get`, `drop`, `use m3` and `sample` stand
    behind its buttons.
    """
    if call.chat.kind is ChatKind.GROUP:
        return Reply(Message(texts.in_private(call.say, call.typed)))
    words = Words(call.arguments)
    team = team_here(call, words)
    require_steerer(call, team)
    if do := _VERBS.get(words.take_word(*_VERBS)):
        return do(call, team, words)
    files = call.incoming.at_hand
    if not files:
        return _show(call, team)
    _expect(call, team, files)
    return None


def came(call: Call, question: Draft) -> Reply | None:
    """The file that was asked for."""
    return template(replace(call, command="template", arguments=question.data["line"]))


def answered(call: Call, question: Draft) -> Reply:
    """Words in place of the file."""
    if is_cancel(call.arguments):
        return dropped(call, question, cancelled.nothing_changed(call.say))
    return Reply(Message(texts.send_it(call.say)))


def kept(work: UnitOfWork, file: File, sha256: str, size: int, now: datetime) -> None:
    """It was looked through and its bytes are on disk: from now on it is in use."""
    team = work.teams.by_id(work.plans.by_id(file.plan).team)
    former = work.templates.of_team(team.id)
    used = work.templates.add(team.id, file.name, sha256, size, now)
    say = speaker(work.people.by_id(file.sent_by).language)
    message = Message(texts.taken(say, used), texts.undo_row(say, team.id, former))
    work.outbox.post(file.chat, message, now, replies_to=file.message, thread=file.thread)


def refused(work: UnitOfWork, file: File, why: Refusal, now: datetime) -> None:
    say = speaker(work.people.by_id(file.sent_by).language)
    message = Message(texts.refused(say, file.name, refusals.text(say, why)))
    work.outbox.post(file.chat, message, now, replies_to=file.message, thread=file.thread)


def _show(call: Call, team: Team) -> Reply:
    data, until = {"line": f"t{team.id}"}, call.now + WAITS
    call.work.drafts.put(QUESTION, call.chat.id, call.person.id, data, until)
    used = call.work.templates.of_team(team.id)
    text = texts.card(call.say, team, used)
    return Reply(Message(text, texts.rows(call.say, team, used)))


def _expect(call: Call, team: Team, files: tuple[IncomingFile, ...]) -> None:
    """Have it fetched; what it says for itself is judged at once."""
    file = files[0]
    if len(files) > 1 or file.link:
        raise Refusal("template-one-file")
    if not file.name.lower().endswith(ENDING):
        raise Refusal("template-not-word")
    if (file.size or 0) > MAX_TEMPLATE_BYTES:
        raise Refusal("template-too-large", limit=MAX_TEMPLATE_BYTES)
    incoming = call.incoming
    call.work.files.expect(
        _newest(call, team).id,
        TEMPLATE,
        replace(file, name=safe_name(file.name) or ENDING, album=""),
        channel=incoming.channel,
        chat=call.chat.id,
        message=file.message or incoming.message,
        thread=incoming.place.thread,
        by=call.person.id,
        document="",
        now=call.now,
    )
    newest.keep(call, texts.back(team.id, call.work.templates.of_team(team.id)))
    stop_asking(call, QUESTION)


def _newest(call: Call, team: Team) -> Plan:
    plans = call.work.plans.of_team(team.id)
    if not plans:
        raise Refusal("no-plan")
    return plans[0]


def _get(call: Call, team: Team, words: Words) -> Reply:
    used = call.work.templates.of_team(team.id)
    if used is None:
        raise Refusal("template-gone")
    plan = _newest(call, team).id
    back = ToMake(Made.TEMPLATE, plan, used.name, call.say.language)
    return Reply(Message(texts.handed_back(call.say, used), documents=(back,)))


def _sample(call: Call, team: Team, words: Words) -> Reply:
    plan = _newest(call, team)
    name = exports.file_name(call.say, plan, Made.TEMPLATE)
    made = ToMake(Made.TEMPLATE, plan.id, name, call.say.language, SAMPLE)
    return Reply(Message(texts.sample(call.say), documents=(made,)))


def _drop(call: Call, team: Team, words: Words) -> Reply:
    used = call.work.templates.of_team(team.id)
    if used is None:
        raise Refusal("template-gone")
    call.work.templates.put_away(team.id)
    return Reply(Message(texts.put_away(call.say), texts.undo_row(call.say, team.id, used)))


def _use(call: Call, team: Team, words: Words) -> Reply:
    used = call.work.templates.use(team.id, words.take_id("m") or 0)
    if used is None:
        raise Refusal("template-gone")
    return Reply(Message(texts.taken(call.say, used)), took_back=True)


_VERBS: Mapping[str, Callable[[Call, Team, Words], Reply]] = {
    "get": _get,
    "drop": _drop,
    "use": _use,
    "sample": _sample,
}
