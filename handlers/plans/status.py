"""/status, /plan, /my: where the plans of this chat, a step or one's own steps stand."""

from __future__ import annotations

from datetime import date

from bot.domain.message import About, Button, Message
from bot.domain.occurrences import repeats
from bot.domain.people import ChatKind
from bot.domain.rights import may_close, may_steer, may_verify, may_withdraw
from bot.domain.standing import Standing
from bot.render.text import (
    assignments,
    cutoff,
    obstacle,
    pictures,
    requests,
    status_buttons,
    verify,
)
from bot.render.text import number as numbers
from bot.render.text import status as texts
from bot.render.text.cases import of_cases
from bot.render.text.outline import PAGE, length, outline
from bot.render.text.plan import mine, now_own, own_in_cases
from bot.render.text.series import opened, series
from bot.render.text.step_card import card
from handlers.core.call import Call, Reply
from handlers.core.views import (
    Rows,
    former_rows,
    in_place,
    known_step,
    one_plan,
    only_plan,
    some_plans,
    told_plan,
    told_step,
)
from handlers.core.words import Words


def status(call: Call) -> Reply:
    """`/status`, `/status 8`; without a plan told, all that run here."""
    words = Words(call.arguments)
    told = told_plan(call, words)
    here = in_place(words)
    left = words.rest
    number = told_step(call, words, told.plan if told else None)
    if number is not None:
        scope = told or only_plan(call, Words(left))
        shown = _series if repeats(scope.plan.sop, number) else _step
        return Reply(shown(call, scope, number), edits=here)
    live = [told] if told else some_plans(call)
    message = _whole(call, live[0]) if len(live) == 1 else _several(call, live)
    return Reply(message, edits=here)


def _whole(call: Call, scope: Standing) -> Message:
    rows = (*status_buttons.of_status(call.say, scope), *former_rows(call, scope))
    return Message(texts.whole(call.say, scope, call.now), rows, about=(About(scope.plan.id),))


def _several(call: Call, live: list[Standing]) -> Message:
    rows = status_buttons.of_several(call.say, live)
    return Message(texts.several(call.say, live, call.now), rows)


def _series(call: Call, scope: Standing, number: int) -> Message:
    """A step that recurs, told without which time."""
    every = tuple(s.number for s in scope.plan.sop.occurrences(number))
    rows = status_buttons.of_series(call.say, scope.plan, opened(scope, every))
    return Message(series(call.say, scope, every), rows, about=(About(scope.plan.id),))


def _step(call: Call, scope: Standing, number: int) -> Message:
    """In a group everybody sees the buttons; who presses is judged then."""
    private = call.chat.kind is ChatKind.PRIVATE
    step = scope.plan.sop.step(known_step(call, scope, number))
    may_act = not private or may_close(scope.team, scope.plan.sop, step, call.person.id)
    pauses = _pauses(call, scope, number)
    files, member = call.work.files.of_plan(scope.plan.id), scope.team.member(call.person.id)
    secretary = member is not None and member.acts_as_secretary
    text = card(call.say, scope, number, files, pauses, private=private, secretary=secretary)
    here = call.chat.kind in pauses
    rows = status_buttons.of_step(call.say, scope, number, may_act=may_act, is_paused=here)
    rows = (*_special_rows(call, scope, number, may_act=may_act), *rows)
    return Message(text, rows, about=(About(scope.plan.id, number),))


def _special_rows(
    call: Call, scope: Standing, number: int, *, may_act: bool
) -> tuple[tuple[Button, ...], ...]:
    """Of what not every step has: an obstacle, a report to be verified, numbers, a cut-off."""
    public, team, me = call.chat.kind is ChatKind.GROUP, scope.team, call.person.id
    state = scope.states[number]
    rows: tuple[tuple[Button, ...], ...] = ()
    told = state.obstacles
    if told and (public or any(may_withdraw(team, o.by, me) for o in told)):
        rows += ((obstacle.button(call.say, scope.plan.id, number),),)
    if state.awaits_verification and (public or may_verify(team, state.reporters, me)):
        rows += verify.rows(call.say, scope.plan, number)[:1]
    if state.asked is not None and may_steer(team, me) and not public:
        rows += requests.rows(call.say, scope.plan, number)
    if state.step.meeting:
        rows += status_buttons.of_meeting(call.say, scope.plan, number)
    if may_act:
        rows += numbers.rows(call.say, scope.plan, number, known=True)
    if public or may_steer(team, me):
        rows += cutoff.row(call.say, scope.plan, number)
    return rows


def _pauses(call: Call, scope: Standing, number: int) -> dict[ChatKind, date]:
    """Until when reminders of the step are paused: in the group, and in this private chat."""
    kinds = {scope.team.group: ChatKind.GROUP, call.chat.id: call.chat.kind}
    found = call.work.plans.snoozes(scope.plan.id)
    mine = [p for p in found if p.step == number and p.chat in kinds and p.until > scope.today]
    return {kinds[p.chat]: p.until for p in mine}


def plan(call: Call) -> Reply:
    """One message of all steps; a longer SOP is turned page by page."""
    words = Words(call.arguments)
    scope = one_plan(call, words)
    here, offset = in_place(words), words.take_id("o") or 0
    text = outline(call.say, scope, offset)
    turns = status_buttons.of_plan(call.say, scope.plan, offset, PAGE, length(scope))
    shown = pictures.row(call.say, scope.plan.id)
    rows = (*turns, *([shown] if shown else []), *former_rows(call, scope))
    return Reply(Message(text, rows, about=(About(scope.plan.id),)), edits=here)


def _assigned(call: Call, found: list[Standing]) -> Rows:
    """To say in private that what a meeting assigned is carried out."""
    if call.chat.kind is ChatKind.GROUP:
        return ()
    work = ((s.plan.id, assignments.owned(s, call.person.id)) for s in found)
    return tuple(
        row for plan, owned in work for row in assignments.done_rows(call.say, plan, owned)
    )


def my(call: Call) -> Reply:
    """What is mine now and what comes; who joined no party is told how to, but for the chair."""
    found = [(s, s.team.member(call.person.id)) for s in some_plans(call)]
    text = mine(call.say, found, private=call.chat.kind is ChatKind.PRIVATE)
    now = [(s, now_own(s, member)) for s, member in found if not s.plan.sop.case]
    now += [(c.standing, [c.step] if c.step else []) for c in own_in_cases(found)]
    rows = (*status_buttons.of_mine(call.say, now), *_assigned(call, [s for s, _ in found]))
    if len(now) < len(found) and not any(s.plan.sop.case for s, _ in now):
        rows = (*rows, (of_cases(call.say),))  # what is open is none of one's own
    if not any(
        member and (member.parties or member.acts_for or member.chair) for _, member in found
    ):
        join = Button(call.say.caption("Sign up"), f"join p{found[0][0].plan.id}")
        rows = ((join,), *rows)
    return Reply(Message(text, rows, about=tuple(About(s.plan.id) for s, _ in found)))
