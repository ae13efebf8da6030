"""/undo: take an event back, the one that a button names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.domain.cases import ended_by_itself
from bot.domain.change import Change
from bot.domain.decisions import ended_by
from bot.domain.errors import Refusal
from bot.domain.events import (
    Acknowledged,
    AgendaItem,
    AgendaMoved,
    AgendaRemoved,
    Agreed,
    AssignmentDone,
    Attending,
    CheckedIn,
    Closed,
    Dated,
    Event,
    Extended,
    ExtensionAsked,
    ExtensionDeclined,
    FileKept,
    Judged,
    LeadNamed,
    LessonTold,
    Limited,
    ObstacleOver,
    Outcome,
    OutcomeRemoved,
    Progressed,
    QuorumSet,
    Reopened,
    Reported,
    Returned,
    Situation,
    Skipped,
    SopRevised,
    StepEvent,
    Undone,
    Waived,
    WorkNamed,
    WorkRemoved,
)
from bot.domain.folding import taken
from bot.domain.message import About, Message, Text
from bot.domain.people import Person
from bot.domain.plan import Plan, PlanStatus, effective
from bot.domain.rights import asked_to_verify, may_steer
from bot.domain.standing import Standing
from bot.render.text import undo as texts
from handlers.core.announce import tell_group
from handlers.core.call import Call, Reply
from handlers.core.newest import REMEMBERED, TAKE_BACK
from handlers.core.scope import StepScope, plan_here, require_not_left_out, teams_here
from handlers.core.words import Words

ANNOUNCED = (
    *(Closed, Reported, Returned, Skipped, Reopened, Extended, Dated, Limited),
    *(Agreed, LeadNamed, QuorumSet, SopRevised),
)
"""Of these the group was told, so it hears that they no longer hold; of all others it was not."""
SETTLING = (Closed, Reported, Returned, Skipped, Reopened)
"""What came before them on the same step is not taken back any more."""
QUIET = (
    *(LessonTold, Progressed, Waived, WorkNamed, WorkRemoved),
    *(AgendaItem, AgendaMoved, AgendaRemoved, Attending, AssignmentDone),
)
"""Of these nobody was told anything in private. What remains are answers, which may tell of an
obstacle."""
ELSEWHERE = (*REMEMBERED, FileKept)
"""Not taken back by an event alone."""


def undo(call: Call) -> Reply:
    """Take an event back within ten minutes: whoever made it, the secretary or the chair."""
    words = Words(call.arguments)
    scope = _scope_to_undo(call, words)
    event = _event_to_undo(scope.plan, words.take_id("e"), call)
    require_take_back(call, scope, event)
    if _built_upon(scope.plan, event):
        raise Refusal("undo-built-upon")
    together = _together(scope.plan, event)
    _require_to_open_again(call, scope, together)
    change = Change(scope, _without(call, scope, together), event, call.person)
    _tell_secretaries(call, change)
    message = _message(texts.taken_back(call.say, change, together), change)
    public = isinstance(event, ANNOUNCED)
    reply = tell_group(call, scope.team, message) if public else Reply(message)
    return replace(reply, took_back=True)


def require_take_back(call: Call, scope: Standing, event: Event) -> None:
    """Whoever made the entry, the secretary or the chair; for ten minutes."""
    if event.by != call.person.id and not may_steer(scope.team, call.person.id):
        raise Refusal("may-not-undo")
    if call.now - event.at > TAKE_BACK:
        raise Refusal("too-late-to-undo")


def _scope_to_undo(call: Call, words: Words) -> Standing:
    """What ended or cancelled a plan is taken back by the button under its announcement; of a plan
    that is over only a lesson, and of a case what ended it.
    """
    try:
        scope = plan_here(call, words, ended=True, fits=lambda s: _may_undo(s, call))
        if not scope.plan.is_running and not _is_undone_when_over(scope.plan, words):
            raise Refusal("plan-over", plan=scope.plan)
    except Refusal as refusal:
        over = refusal.values.get("plan") or _newest_cancelled(call)
        if refusal.code not in ("plan-over", "no-plan") or call.by_button or over is None:
            raise
        raise Refusal("undo-of-end", plan=over) from None
    return scope


def _may_undo(scope: Standing, call: Call) -> bool:
    """Whether the person has an entry there that can be taken back still."""
    mine = (e for e in effective(scope.plan.events) if e.by == call.person.id)
    return any(call.now - e.at <= TAKE_BACK and not isinstance(e, ELSEWHERE) for e in mine)


def _is_undone_when_over(plan: Plan, words: Words) -> bool:
    """Whether the button names a lesson, or what may have ended a case."""
    told = Words(words.rest).take_id("e")
    kinds = (LessonTold, *SETTLING) if ended_by_itself(plan) else (LessonTold,)
    return any(e.id == told and isinstance(e, kinds) for e in plan.events)


def _newest_cancelled(call: Call) -> Plan | None:
    plans = (p for t in teams_here(call) for p in call.work.plans.of_team(t.id))
    return next((p for p in plans if p.status is PlanStatus.CANCELLED), None)


def _event_to_undo(plan: Plan, told: int | None, call: Call) -> Event:
    standing = effective(plan.events)
    if told is not None:
        found = next((e for e in standing if e.id == told), None)
    else:
        mine = [e for e in standing if e.by == call.person.id and e.at > plan.confirmed_at]
        mine = [e for e in mine if not isinstance(e, ELSEWHERE)]
        found = mine[-1] if mine else None
    if found is None or isinstance(found, ELSEWHERE):
        raise Refusal("nothing-to-undo")
    return found


def _together(plan: Plan, event: Event) -> list[Event]:
    """Several steps acknowledged or verified by one press are one entry, and so is the last word of
    several with the closing that it brought.
    """
    if not isinstance(event, Acknowledged | Agreed | Closed | Reported):
        return [event]
    kinds = (Acknowledged,) if isinstance(event, Acknowledged) else (Agreed, Closed, Reported)
    alike = (e for e in effective(plan.events) if isinstance(e, kinds))
    return [e for e in alike if (e.by, e.at) == (event.by, event.at)]


def _require_to_open_again(call: Call, scope: Standing, together: Sequence[Event]) -> None:
    """What was done before a decision ended the plan does not open again by itself."""
    after = scope.becoming(scope.plan.with_event(*_undone(call, together)))
    ended = ended_by(after.plan.sop, taken(after.states))
    for event in together if ended is not None else ():
        if isinstance(event, Closed | Skipped):
            require_not_left_out(StepScope(after, event.step))


def _undone(call: Call, together: Sequence[Event]) -> list[Undone]:
    return [Undone(at=call.now, by=call.person.id, event=e.id) for e in together]


def _without(call: Call, scope: Standing, together: Sequence[Event]) -> Standing:
    """With an answer to a meeting goes its reason."""
    for event in together:
        if isinstance(event, Attending):
            call.work.absences.erase(scope.plan.id, event.step, event.by)
    plan = call.work.plans.append(scope.plan, *_undone(call, together))
    after = scope.becoming(plan)
    if plan.status is PlanStatus.ENDED and plan.sop.case and after.open_steps:
        return scope.becoming(call.work.plans.set_status(plan, PlanStatus.ACTIVE))
    return after


def _built_upon(plan: Plan, event: Event) -> bool:
    """Whether a later entry on the same step would say something else without this one, or the
    plan has taken another version of its SOP since.
    """
    standing = [e for e in effective(plan.events) if e.id > event.id]
    if isinstance(event, SopRevised):
        return any(isinstance(e, SopRevised) for e in standing)
    if not isinstance(event, StepEvent):
        return False
    later = [e for e in standing if isinstance(e, StepEvent)]
    later = [e for e in later if e.step == event.step]
    if isinstance(event, ExtensionAsked):
        decided = (e for e in later if isinstance(e, Extended | ExtensionDeclined))
        return any(e.asked == event.id for e in decided)
    if isinstance(event, ANNOUNCED):
        return any(isinstance(e, SETTLING) for e in later)
    if isinstance(event, Outcome):
        anew = (e for e in later if isinstance(e, Outcome | AssignmentDone))
        return any(e.outcome == event.outcome for e in anew)
    works = (e for e in later if isinstance(e, Progressed | WorkNamed))
    return isinstance(event, WorkNamed) and any(e.work == event.work for e in works)


def _tell_secretaries(call: Call, change: Change) -> None:
    """Who was told of it in private, or asked for something, hears that it is off."""
    if not _was_told(change.before.plan, change.event):
        return
    for person in _were_told(call, change):
        if person.id != call.person.id:
            call.tell(person, lambda say: _message(texts.taken_back(say, change), change))


def _were_told(call: Call, change: Change) -> list[Person]:
    """The secretaries; of an obstacle that was over also who had told it, of a request that was
    not granted also who had asked. Of a file that was returned who had sent it, of what was
    assigned whose it is or is again, of a report who was to verify it, of one sent back who had
    reported.
    """
    event, teller = change.event, None
    if isinstance(event, Reported):
        by = change.before.states[event.step].reporters
        return [m.person for m in asked_to_verify(change.before.team, by)]
    if isinstance(event, Returned):
        by, members = change.after.states[event.step].reporters, change.before.team.members
        return [m.person for m in members if m.person.id in by]
    if isinstance(event, Judged):
        file = call.work.files.by_id(event.file)
        return [call.work.people.by_id(file.sent_by)] if file else []
    if isinstance(event, Outcome | OutcomeRemoved):
        members, met = change.before.team.members, change.after.states[event.step].met
        left = met.outcome(event.outcome)
        owners = {o.owner for o in (event, left) if isinstance(o, Outcome)}
        return [m.person for m in members if m.person.id in owners]
    if isinstance(event, ObstacleOver | ExtensionDeclined):
        before = event.obstacle if isinstance(event, ObstacleOver) else event.asked
        told = (e for e in change.before.plan.events if e.id == before)
        teller = next((e.by for e in told), None)
    team = change.before.team
    return [m.person for m in team.members if m in team.secretaries or m.person.id == teller]


def _was_told(plan: Plan, event: Event) -> bool:
    if isinstance(event, Acknowledged):
        return event.notice == "followup"
    if isinstance(event, Reported | Returned | Outcome | OutcomeRemoved):
        return True
    if isinstance(event, ObstacleOver | ExtensionAsked | ExtensionDeclined):
        return True
    if isinstance(event, Judged):
        return not event.accepted
    if not isinstance(event, StepEvent) or isinstance(event, ANNOUNCED + QUIET):
        return False
    said = [e for e in effective(plan.events) if isinstance(e, CheckedIn) and e.step == event.step]
    return any(e.situation is Situation.OBSTACLE for e in said)


def _message(text: Text, change: Change) -> Message:
    event = change.event
    step = event.step if isinstance(event, StepEvent) else None
    return Message(text, about=(About(change.after.plan.id, step),))
