"""What a confirmed form makes: the team if there is none, the plan, and the words to the group."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.calendar import calendar_of
from bot.domain.events import Confirmed, RoleGiven
from bot.domain.message import About, Message
from bot.domain.people import Chat, Team
from bot.domain.plan import Plan
from bot.domain.timeline import baseline, forecast
from bot.render.language import speaker
from bot.render.text import signup
from handlers.core import newest, private_chats
from handlers.core.call import Call
from handlers.core.signup import post_signup
from handlers.plans.setup_form import Form, events_of


def found(call: Call, filled: Form, group: Chat) -> Plan:
    """Make the plan and invite everybody to sign up."""
    team = call.work.teams.of_group(group.id) or _new_team(call, filled, group)
    plan = _make_secretary(call, team, _create(call, team, filled))
    _announce(call, call.work.teams.by_id(team.id), plan)
    newest.keep(call, f"end p{plan.id}")  # asks what is to become of it
    return plan


def _new_team(call: Call, filled: Form, group: Chat) -> Team:
    """It speaks the SOP's language; its notices appear in the topic in which it was set up."""
    if call.incoming.place.thread and call.chat.id == group.id:
        call.work.chats.set_thread(group.id, call.incoming.place.thread)
    team = call.work.teams.create(group.title, group.id, filled.sop.language, call.now)
    if call.zone != team.rules.zone:
        call.work.teams.set_rules(team.id, replace(team.rules, zone=call.zone))
    return call.work.teams.by_id(team.id)


def _create(call: Call, team: Team, filled: Form) -> Plan:
    assert filled.start is not None
    made = Confirmed(at=call.now, by=call.person.id)
    events, sop = [made, *events_of(call, filled)], filled.filled_sop
    calendar = calendar_of(call.work.teams.days_off(team.id))
    first = baseline(sop, filled.start, calendar, events)
    return call.work.plans.create(team.id, sop, filled.start, events, first, call.now)


def _make_secretary(call: Call, team: Team, plan: Plan) -> Plan:
    """Whoever sets a team up begins as its secretary."""
    if team.secretaries:
        return plan
    call.work.teams.set_role(team.id, call.person.id, "secretary", True)
    role = RoleGiven(at=call.now, by=call.person.id, person=call.person.id, role="secretary")
    return call.work.plans.append(plan, role)


def _announce(call: Call, team: Team, plan: Plan) -> None:
    """The sign-up message and what begins; to the secretary, who cannot be reached yet."""
    post_signup(call, team, plan)
    today = call.today(team.rules)
    calendar = calendar_of(call.work.teams.days_off(team.id))
    line = forecast(plan, calendar, today)
    text = signup.begins(speaker(team.language), plan, line, today)
    if text:
        call.work.outbox.post(team.group, Message(text, about=(About(plan.id),)), call.now)
    private_chats.tell(call, team)
