"""The group's sign-up message: one of a plan is kept up to date, an older one gives way to it."""

from __future__ import annotations

from datetime import timedelta

from bot.domain.message import About, Message
from bot.domain.people import Team, coming
from bot.domain.plan import Plan
from bot.render.language import Say
from bot.render.text import signup
from handlers.core.call import Call, Reply

RECENT = timedelta(hours=1)
"""Sent or changed since: it can still be found, so it is pointed at and not sent again."""


def post_signup(call: Call, team: Team, plan: Plan) -> None:
    """The one message with party buttons and counts, found again by its key."""
    _make_way(call, team, plan)
    say = call.say_in(team.group, team.language)
    message = _message(call, say, team, plan)
    call.work.outbox.post(team.group, message, call.now, key=signup_key(plan))


def show_signup(call: Call, team: Team, plan: Plan) -> Reply:
    """Asked for in the group: the recent one by a reply to it, else once more."""
    recent = call.work.sent.named(team.group, signup_key(plan), call.now - RECENT)
    if recent is None or not call.can.edits:  # else it stands there as it was
        _make_way(call, team, plan)
        return Reply(_message(call, call.say, team, plan), key=signup_key(plan))
    message = Message(signup.see_above(call.say), about=(About(plan.id),))
    thread = call.incoming.place.thread
    call.work.outbox.post(team.group, message, call.now, replies_to=recent, thread=thread)
    return Reply()


def refresh_signup(call: Call, team: Team, plan: Plan) -> None:
    """Bring the counts of the sign-up message up to date, if it was sent."""
    message = _message(call, call.say_in(team.group, team.language), team, plan)
    sent = call.work.sent.named(team.group, signup_key(plan))
    key = signup_key(plan)
    if sent is not None and call.may_edit(team.group):
        call.work.outbox.post(team.group, message, call.now, edits=sent, key=key)


def refresh_all(call: Call, team_id: int) -> None:
    """The sign-up messages of all the team's running plans."""
    team = call.work.teams.by_id(team_id)
    running = [plan for plan in call.work.plans.of_team(team_id) if plan.is_running]
    for plan in {signup_key(plan): plan for plan in running}.values():
        refresh_signup(call, team, plan)


def signup_key(plan: Plan) -> str:
    """All cases of an SOP have one."""
    return f"signup:{plan.team}:{plan.sop.id}" if plan.sop.case else f"signup:{plan.id}"


def _message(call: Call, say: Say, team: Team, plan: Plan) -> Message:
    return signup.message(say, team, plan, coming(team, call.today(team.rules)))


def _make_way(call: Call, team: Team, plan: Plan) -> None:
    """The buttons of the one before go: its names would never change again."""
    old = call.work.sent.named(team.group, signup_key(plan))
    if old is not None and call.may_edit(team.group):
        text = signup.moved_below(call.say_in(team.group, team.language))
        call.work.outbox.post(
            team.group, Message(text, about=(About(plan.id),)), call.now, edits=old
        )
