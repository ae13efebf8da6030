"""What a confirmed form makes: the team if there is none, the plan, and the words to the group."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.domain.documents import Stand, papers
from bot.domain.events import (
    Carried,
    Confirmed,
    Event,
    LeadNamed,
    Named,
    QuorumSet,
    RoleGiven,
    Waived,
)
from bot.domain.message import About, Message
from bot.domain.people import Chat, Team
from bot.domain.plan import Plan, StepState
from bot.domain.rights import last_taken
from bot.domain.spelling import visible
from bot.domain.timeline import baseline, forecast
from bot.render.language import speaker
from bot.render.text import plan_draft, signup
from handlers.core import newest, offices, private_chats
from handlers.core.call import Call
from handlers.core.signup import post_signup
from handlers.plans import case, clone_confirmed, clone_people
from handlers.plans.setup_form import Form, events_of, names_taken, runs_beside
from handlers.plans.setup_preview import references_of


def found(call: Call, filled: Form, group: Chat) -> Plan:
    """Make the plan; nobody is told yet."""
    team = call.work.teams.of_group(group.id) or _new_team(call, filled, group)
    clone_confirmed.add_days_off(call, team, filled)
    _name_first(call, filled)
    plan = _take_over(call, filled, _take_along(call, filled, _create(call, team, filled)))
    plan = _make_secretary(call, team, plan)
    clone_people.apply(call, filled)
    newest.keep(call, f"end p{plan.id}")  # asks what is to become of it
    return plan


def names_for(call: Call, runs: Sequence[Plan], start: date) -> tuple[str, str]:
    """What the first of these plans is called, and what is offered to one more from `start`."""
    say, taken = speaker(call.work.teams.by_id(runs[0].team).language), names_taken(runs)
    first = runs[0].name or plan_draft.offered_name(say, runs[0].start, taken)
    return first, plan_draft.offered_name(say, start, {*taken, first})


def _name_first(call: Call, filled: Form) -> None:
    """Until now the only one of its SOP and year, it needed no name."""
    runs = runs_beside(call.work, filled)
    if not runs or runs[0].name:
        return
    say = speaker(call.work.teams.by_id(runs[0].team).language)
    name = plan_draft.offered_name(say, runs[0].start, {*names_taken(runs), filled.name})
    call.work.plans.append(runs[0], Named(at=call.now, by=call.person.id, name=name))


def _new_team(call: Call, filled: Form, group: Chat) -> Team:
    """It speaks the SOP's language; its notices appear in the topic in which it was set up."""
    if call.incoming.place.thread and call.chat.id == group.id:
        call.work.chats.set_thread(group.id, call.incoming.place.thread)
    name = visible(group.title) or filled.sop.committee
    team = call.work.teams.create(name, group.id, filled.sop.language, call.now)
    if call.zone != team.rules.zone:
        call.work.teams.set_rules(team.id, replace(team.rules, zone=call.zone))
    return call.work.teams.by_id(team.id)


def _create(call: Call, team: Team, filled: Form) -> Plan:
    assert filled.start is not None
    made = Confirmed(at=call.now, by=call.person.id)
    named = [_named(call, team, filled)] if filled.name else []
    events, sop = [made, *named, *events_of(call, filled)], filled.filled_sop
    calendar = call.work.teams.calendar(team.id)
    first = baseline(sop, filled.start, calendar, events)
    return call.work.plans.create(team.id, sop, filled.start, events, first, call.now)


def _named(call: Call, team: Team, filled: Form) -> Named:
    assert filled.start is not None
    if filled.sop.case:
        call.work.teams.hold(team.id)  # until it is made no other gets its number
        return case.named(call, team.id, filled.name, filled.start)
    return Named(at=call.now, by=call.person.id, name=filled.name)


def _take_along(call: Call, filled: Form, plan: Plan) -> Plan:
    """The files of the plan that this one replaces, which documents it did not need, and what was
    said of its steps; its closings stand in the form.
    """
    if filled.origin is None:
        return plan
    files = call.work.files.take_along(filled.origin.id, plan.id, [*plan.sop.by_number])
    steps = sum(s.is_closed and s.left_out_by is None for s in plan.states.values())
    carried = Carried(
        at=call.now, by=call.person.id, plan=filled.origin.id, steps=steps, files=files
    )
    team, states = call.work.teams.by_id(plan.team), filled.origin.states.values()
    said = [e for s in states for e in _said_of(call, team, s, plan)]
    return call.work.plans.append(plan, carried, *_waived(call, filled.origin, plan), *said)


def _take_over(call: Call, filled: Form, plan: Plan) -> Plan:
    """What stays from the plan of the year before that this one was made from."""
    if filled.model is None:
        return plan
    linked = references_of(call.work, filled)
    made = clone_confirmed.events(call, filled.model, plan, linked)
    team, states = call.work.teams.by_id(plan.team), filled.model.states.values()
    said = [e for s in states for e in _said_of(call, team, s, plan)]
    return call.work.plans.append(plan, *made, *said)


def _said_of(call: Call, team: Team, was: StepState, plan: Plan) -> list[Event]:
    """By how many it is closed, who is mainly responsible, if still a member, and what was learnt,
    if it is closed here, too.
    """
    number, at, by = was.step.number, call.now, call.person.id
    found: list[Event] = []
    if number not in plan.sop.by_number:
        return found
    if was.quorum:
        found.append(QuorumSet(at=at, by=by, step=number, rule=was.quorum))
    if was.lead is not None and team.member(was.lead) is not None:
        found.append(LeadNamed(at=at, by=by, step=number, person=was.lead))
    if was.lesson is not None and plan.states[number].is_closed:
        found.append(replace(was.lesson, id=0, at=at))
    return found


def _waived(call: Call, origin: Plan, plan: Plan) -> list[Waived]:
    """But for those of which a file came all the same."""
    kept = call.work.files.of_plan(plan.id)
    states = [s for n, s in origin.states.items() if n in plan.sop.by_number]
    needless = {
        (s.step.number, p.document.id)
        for s in states
        for p in papers(s, kept)
        if p.stand is Stand.WAIVED
    }
    waived = [w for s in states for w in s.waived if (w.step, w.document) in needless]
    return [replace(w, id=0, at=call.now) for w in waived]


def _make_secretary(call: Call, team: Team, plan: Plan) -> Plan:
    """Whoever sets a team up begins as its secretary."""
    if team.secretaries:
        return plan
    ground, me = offices.ground(call, team, call.person), call.person.id
    call.work.teams.set_role(team.id, me, "secretary", True)
    role = RoleGiven(at=call.now, by=me, person=me, role="secretary", ground=ground)
    return call.work.plans.append(plan, role)


def announce(call: Call, plan: Plan) -> None:
    """The sign-up message and what begins; to the secretary, who cannot be reached yet."""
    team = call.work.teams.by_id(plan.team)
    post_signup(call, team, plan)
    today = call.today(team.rules)
    calendar = call.work.teams.calendar(team.id)
    line = forecast(plan, calendar, today)
    text = signup.begins(call.say_in(team.group, team.language), plan, line, today)
    if text:
        call.work.outbox.post(team.group, Message(text, about=(About(plan.id),)), call.now)
    if last_taken(plan.events) is not None:
        offices.tell_group(call, team)
    private_chats.tell(call, team)
