"""One setting as it was before: `settings t5 back d45`, while it is still what it was set to."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, time

from bot.domain.errors import Refusal
from bot.domain.message import Message
from bot.domain.people import Team
from bot.domain.rules import Kind, Rules
from bot.render.text import settings as texts
from handlers.core import newest
from handlers.core.call import Call, Reply
from handlers.core.words import Words

SLOT, GROUP_WEEKLY, LANGUAGE, NAME = "slot", "group weekly", "language", "name"
REVIEW = "review"
ON, OFF = "on", "off"
SLOT_FORMAT = "%H.%M"


def way_back(call: Call, before: Team, setting: str) -> None:
    """The setting has just been changed; `before`: the team as it was."""
    became = value(call.work.teams.by_id(before.id), setting)
    was = value(before, setting)
    if was == became:
        return
    data = {"team": before.id, "setting": setting, "was": was, "became": became}
    kind, until = f"setting:{call.now.timestamp()}", call.now + newest.TAKE_BACK
    draft = call.work.drafts.put(kind, call.chat.id, call.person.id, data, until)
    newest.keep(call, f"settings t{before.id} back d{draft}")


def back(call: Call, team: Team, words: Words) -> Reply:
    draft = call.work.drafts.get(words.take_id("d") or 0, call.now)
    if draft is None or not draft.kind.startswith("setting:") or draft.data["team"] != team.id:
        raise Refusal("button-expired")
    setting, was, became = (draft.data[key] for key in ("setting", "was", "became"))
    if value(team, setting) != became:
        raise Refusal("undo-changed-since")
    _set(call, team, setting, was)
    text = texts.taken_back(call.say, setting, became, was, call.person)
    return Reply(Message(text), took_back=True)


def value(team: Team, setting: str) -> str:
    """A kind of notices is named by its own word."""
    if setting == SLOT:
        return team.rules.slot.strftime(SLOT_FORMAT)
    if setting == GROUP_WEEKLY:
        return ON if team.rules.group_weekly else OFF
    if setting == REVIEW:
        return ON if team.rules.review else OFF
    if setting == LANGUAGE:
        return team.language
    return team.name if setting == NAME else OFF if Kind(setting) in team.rules.off else ON


def _set(call: Call, team: Team, setting: str, was: str) -> None:
    if setting == LANGUAGE:
        call.work.teams.set_language(team.id, was)
    elif setting == NAME:
        call.work.teams.rename(team.id, was)
    else:
        set_rules(call, team, _rules(team.rules, setting, was))


def _rules(rules: Rules, setting: str, was: str) -> Rules:
    if setting == SLOT:
        hour, minute = was.split(".")
        return replace(rules, slot=time(int(hour), int(minute)))
    if setting == GROUP_WEEKLY:
        return replace(rules, group_weekly=was == ON)
    if setting == REVIEW:
        return replace(rules, review=was == ON)
    kind = frozenset({Kind(setting)})
    return replace(rules, off=rules.off - kind if was == ON else rules.off | kind)


def set_rules(call: Call, team: Team, rules: Rules) -> None:
    """Plan again; after a new slot from today's on, which may lie before now and be unsent."""
    call.work.teams.set_rules(team.id, rules)
    since = call.now
    if rules.slot != team.rules.slot:
        since = min(since, rules.slot_on(call.today(rules)).astimezone(UTC))
    call.work.plans.recheck(team.id, since)
    if rules.review != team.rules.review:
        _tell_of_review(call, team, on=rules.review)


def _tell_of_review(call: Call, team: Team, *, on: bool) -> None:
    """Else who verifies could switch it off while the own work is closed, and nobody would know."""
    say = call.say_in(team.group, team.language)
    text = texts.review_switched(say, on=on, by=call.person)
    call.work.outbox.post(team.group, Message(text), call.now)
