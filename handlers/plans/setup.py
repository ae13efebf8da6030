"""/setup: make the plan of a fiscal year, as a form that is previewed until it is confirmed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from bot.domain.calendar import fiscal_year, fiscal_year_start
from bot.domain.errors import Refusal
from bot.domain.message import About, Message
from bot.domain.people import Chat, ChatKind
from bot.domain.plan import Plan
from bot.domain.sop import Sop
from bot.domain.typed import Lean
from bot.ports import Draft
from bot.render.text import cancelled, plan_draft
from bot.render.text import setup as texts
from handlers.core.asking import Ask, dropped, require_asker
from handlers.core.call import Call, Reply
from handlers.core.scope import is_not_served
from handlers.core.words import Words, is_cancel
from handlers.plans import clone_form
from handlers.plans.clone_form import DAYS_OFF
from handlers.plans.setup_confirmed import announce, found, names_for
from handlers.plans.setup_form import (
    LIFETIME,
    Form,
    data_of,
    durations_in,
    form_of,
    origin_of,
    runs_beside,
    with_start,
)
from handlers.plans.setup_preview import line_of, preview, shown_anew
from handlers.plans.setup_rights import may_not, may_set_up
from handlers.plans.setup_typed import CASE, READ


def setup(call: Call) -> Reply:
    """Begin the form: `/setup`, `/setup 1/10/2569`, in the group or in private."""
    words = Words(call.arguments)
    group = _group_meant(call, words)
    sops = call.sops_of(group.id)
    sop = _sop_meant(sops, words)
    origin = origin_of(call, group.id, words.take_id("o"))
    start = words.take_date(call.today(), Lean.NEAR)
    if start is None and words.rest:
        raise Refusal("date-unreadable")
    draft = call.work.drafts.put("setup", call.chat.id, call.person.id, {}, call.now + LIFETIME)
    first = next(iter(sops.values()))
    form = Form(draft, 1, group.id, sop or first, None, {}, {}, origin)
    form = replace(form, durations=durations_in(origin, form.sop))
    if start is not None:
        form = with_start(call, form, start)
    call.work.drafts.change(draft, data_of(form))
    if sop is None:
        return Reply(texts.ask_sop(call.say, form.token, list(sops.values())))
    return _start_asked(call, form)


def _start_asked(call: Call, filled: Form) -> Reply:
    """The preview, if the start is told already. A case is asked for its name, and for no year."""
    if filled.sop.case:
        filled = filled if filled.start else with_start(call, filled, call.today())
        call.work.drafts.change(filled.id, data_of(filled))
        return _ask(call, filled, CASE)
    if filled.start is not None:
        return preview(call, filled)
    years = _coming_years(call.today())
    is_own = bool(call.work.sops.used(filled.group))
    message = texts.ask_start(call.say, filled.token, filled.sop, years, is_own=is_own)
    return Reply(message, edits=call.by_button)


def form(call: Call) -> Reply | None:
    """A button of the form: `form d12 r3 <verb> …`; whose it is is judged as of every question."""
    words = Words(call.arguments)
    draft = call.work.drafts.get(words.take_id("d") or 0, call.now)
    if draft is None or draft.kind != "setup":
        raise Refusal("button-expired")
    require_asker(call, draft)
    filled = form_of(call, draft)
    if words.take_id("r") != filled.revision:
        raise Refusal("form-outdated")
    verb = words.take_word(*_VERBS)
    if verb not in _VERBS:
        raise Refusal("button-expired")
    return _VERBS[verb](call, filled, words)


def answered(call: Call, question: Draft) -> Reply:
    """A typed answer to a question of the form: a start, closing dates or closed steps."""
    draft = call.work.drafts.get(int(question.data["form"]), call.now)
    if draft is None:
        return dropped(call, question, texts.over(call.say))
    if is_cancel(call.arguments):
        return dropped(call, question, texts.question_left(call.say))
    filled = form_of(call, draft)
    about = question.data["about"]
    filled = _READ[about](call, filled)
    call.work.drafts.drop(question.id)
    return clone_form.closing(call, filled) if about == DAYS_OFF else preview(call, filled)


def _group_meant(call: Call, words: Words) -> Chat:
    told = words.take_id("g")
    groups = (
        [call.chat]
        if call.chat.kind is ChatKind.GROUP
        else call.work.chats.groups_of(call.chat.channel, call.person.id)
    )
    allowed = [g for g in groups if may_set_up(call, g)]
    if told is not None:
        allowed = [g for g in allowed if g.id == told]
    if not allowed:
        if call.chat.kind is ChatKind.PRIVATE:
            raise Refusal("not-served" if is_not_served(call) else "setup-no-group")
        raise may_not(call, call.chat)
    if len(allowed) == 1:
        return allowed[0]
    raise Ask(Reply(texts.which_group(call.say, allowed, words.rest)))


def _sop_meant(sops: Mapping[str, Sop], words: Words) -> Sop | None:
    told = sops.get(words.take_word(*sops))
    return next(iter(sops.values())) if told is None and len(sops) == 1 else told


def _coming_years(today: date) -> tuple[date, date]:
    this = fiscal_year(today)
    return fiscal_year_start(this), fiscal_year_start(this + 1)


def _pick_sop(call: Call, filled: Form, words: Words) -> Reply:
    sops = call.sops_of(filled.group)
    sop = sops.get(words.take_word(*sops))
    if sop is None:
        raise Refusal("button-expired")
    filled = replace(filled, sop=sop, durations=durations_in(filled.origin, sop))
    return _start_asked(call, shown_anew(call.work, filled))


def _pick_start(call: Call, filled: Form, words: Words) -> Reply:
    start = words.take_date(call.today(), Lean.NEAR)
    if start is None:
        return _ask(call, filled, "start")
    return preview(call, with_start(call, filled, start))


def _pick_cutoffs(call: Call, filled: Form, words: Words) -> Reply:
    return _ask(call, filled, "cutoffs")


def _pick_closed(call: Call, filled: Form, words: Words) -> Reply:
    return _ask(call, filled, "closed")


def _pick_way(call: Call, filled: Form, words: Words) -> Reply:
    """Which way a decision took that was closed already."""
    number, place = words.take_step() or 0, words.take_id("w") or 0
    step = filled.sop.by_number.get(number)
    if step is None or not 1 <= place <= len(step.ways):
        raise Refusal("button-expired")
    return preview(call, replace(filled, ways={**filled.ways, number: step.ways[place - 1].id}))


def _pick_name(call: Call, filled: Form, words: Words) -> Reply:
    return _ask(call, filled, "name")


def _ask(call: Call, filled: Form, about: str) -> Reply:
    """Wait for a typed answer; in a group it comes as a reply to the question."""
    data = {"form": filled.id, "about": about}
    call.work.drafts.put("ask:setup", call.chat.id, call.person.id, data, call.now + LIFETIME)
    example = line_of(call, filled) if filled.start else None
    start = filled.start or _coming_years(call.today())[1]
    return Reply(texts.ask(call.say, about, filled.sop, example, start))


def _confirm(call: Call, filled: Form, words: Words) -> Reply:
    """Make the team if there is none, and the plan; invite everybody to sign up."""
    if filled.start is None or filled.is_asked:
        raise Refusal("button-expired")
    group = call.work.chats.by_id(filled.group)
    if not may_set_up(call, group):
        raise may_not(call, group)
    runs = runs_beside(call.work, filled)
    if runs and not filled.name:
        told = names_for(call, runs, filled.start)
        if not words.take_sure():
            sop = filled.filled_sop
            return Reply(plan_draft.double(call.say, filled.token, sop, runs[0], *told))
        filled = replace(filled, name=told[1])
    plan = found(call, filled, group)
    _drop(call, filled)
    in_group, rules = call.chat.id == group.id, call.bot_is_administrator
    text = texts.made(call.say, plan, in_group=in_group, rules=rules)
    return _told_first(call, plan, Message(text, about=(About(plan.id),)))


def _told_first(call: Call, plan: Plan, made: Message) -> Reply:
    """It takes the place of the form; where it cannot, it comes before what it announces."""
    if not call.can.edits:
        call.work.outbox.post(call.chat.id, made, call.now, thread=call.incoming.place.thread)
    announce(call, plan)
    return Reply(made, edits=True) if call.can.edits else Reply()


def _discard(call: Call, filled: Form, words: Words) -> Reply:
    _drop(call, filled)
    return Reply(Message(cancelled.nothing_recorded(call.say)), edits=True)


def _drop(call: Call, filled: Form) -> None:
    """The form, and its question with it."""
    call.work.drafts.drop(filled.id)
    question = call.work.drafts.waiting(call.chat.id, call.person.id, call.now)
    if question is not None and question.kind == "ask:setup":
        call.work.drafts.drop(question.id)


_READ = {**READ, DAYS_OFF: clone_form.read_days}
_VERBS: Mapping[str, Callable[[Call, Form, Words], Reply]] = {
    "sop": _pick_sop,
    "start": _pick_start,
    "cutoffs": _pick_cutoffs,
    "closed": _pick_closed,
    "way": _pick_way,
    "name": _pick_name,
    "confirm": _confirm,
    "discard": _discard,
    **clone_form.VERBS,
}
