"""/settings: when, what and in which language; and a test notice."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import time, timedelta

from bot.domain.errors import Refusal
from bot.domain.message import Message, Text
from bot.domain.people import ChatKind, Team
from bot.domain.rights import may_steer
from bot.domain.rules import Kind
from bot.domain.typed import arabic
from bot.ports import Draft
from bot.render.language import LANGUAGES, Say, speaker
from bot.render.text import cancelled, month
from bot.render.text import settings as texts
from handlers.core import newest
from handlers.core.asking import dropped
from handlers.core.call import Call, Reply
from handlers.core.invited import open_invitations
from handlers.core.scope import require_steerer, team_here, team_of_draft
from handlers.core.words import Words, is_cancel
from handlers.plans import settings_back, trial_notice

ASK_LIFETIME = timedelta(days=1)
NAME_LENGTH = 100
EARLIEST, LATEST = time(6, 0), time(16, 0)
"""A notice in the night is read late; one after office hours asks for what nobody can do."""

_HOUR = re.compile(r"(?P<hour>\d{1,2}) ?(?:โมง ?(?:เช้า|ตรง)?(?P<half>ครึ่ง)?)?")


def settings(call: Call) -> Reply:
    """`settings` shows; `settings t5 time 08.30` and the like, behind buttons, change."""
    words = Words(call.arguments)
    if words.take_word("own"):
        return _own_language(call, words)
    if call.chat.kind is ChatKind.PRIVATE and not call.work.teams.of_person(call.person.id):
        return Reply(texts.own_language(call.say, call.person))
    team = team_here(call, words)
    verb = words.take_word()
    if verb == "who":
        return Reply(texts.who_gets_what(call.say, team), edits=True)
    if verb not in _CHANGES:
        return _overview(call, team)
    require_steerer(call, team)
    return _CHANGES[verb](call, team, words)


def test_notice(call: Call) -> Reply:
    """Send a sample now, to the group and to whoever asks."""
    team = team_here(call, Words(call.arguments))
    require_steerer(call, team)
    return trial_notice.send(call, team)


def answered(call: Call, question: Draft) -> Reply:
    """A time or a name, typed."""
    if is_cancel(call.arguments):
        return dropped(call, question, cancelled.nothing_changed(call.say))
    team = team_of_draft(call, question)
    require_steerer(call, team)
    reply = _TYPED[question.data["about"]](call, team)
    call.work.drafts.drop(question.id)
    return reply


def _overview(call: Call, team: Team) -> Reply:
    """In the group's language there, in one's own in private."""
    private = call.chat.kind is ChatKind.PRIVATE
    say = call.say if private else call.say_in(team.group, team.language)
    steers = may_steer(team, call.person.id)
    invites = steers and bool(open_invitations(call, team))
    spent = _spent(call, say, team)
    shown = texts.overview(say, team, private=private, steers=steers, invites=invites, month=spent)
    return Reply(shown, edits=True)


def _spent(call: Call, say: Say, team: Team) -> Text | None:
    """None: where the team's group is nothing is counted."""
    return month.spent(say, call.outlook(team.group)) if call.is_counted(team.group) else None


def _own_language(call: Call, words: Words) -> Reply:
    if call.chat.kind is ChatKind.GROUP:
        return Reply(Message(texts.own_language_in_private(call.say)))
    language = words.take_word(*LANGUAGES)
    if not language:
        return Reply(texts.own_language(call.say, call.person), edits=True)
    newest.keep(call, f"settings own {call.person.language}")
    call.work.people.set_language(call.person.id, language)
    return Reply(Message(texts.own_language_set(speaker(language, call.can))), edits=True)


def _time(call: Call, team: Team, words: Words) -> Reply:
    if words.take_word("other"):
        return _ask(call, team, "time")
    if not words.rest:
        return Reply(texts.times(call.say, team), edits=True)
    return _set_slot(call, team, words)


def _set_slot(call: Call, team: Team, words: Words) -> Reply:
    slot = words.take_time() or _take_hour(words)
    if slot is None or words.rest or not EARLIEST <= slot <= LATEST:
        raise Refusal("slot-unreadable", earliest=EARLIEST, latest=LATEST)
    settings_back.set_rules(call, team, replace(team.rules, slot=slot))
    return _saved(call, team, settings_back.SLOT)


def _take_hour(words: Words) -> time | None:
    """An hour alone, or as it is spoken: 9, 9 โมง, 9 โมงครึ่ง."""
    found = _HOUR.fullmatch(arabic(words.rest))
    if found is None or int(found["hour"]) > LATEST.hour:
        return None
    words.rest = ""
    return time(int(found["hour"]), 30 if found["half"] else 0)


def _saved(call: Call, team: Team, setting: str) -> Reply:
    """The overview as it is now; `team` as it was."""
    settings_back.way_back(call, team, setting)
    shown = _overview(call, call.work.teams.by_id(team.id))
    return replace(shown, popup=texts.saved(call.say))


def _kinds(call: Call, team: Team, words: Words) -> Reply:
    return Reply(texts.kinds(call.say, team), edits=True)


def _kind(call: Call, team: Team, words: Words) -> Reply:
    kind = Kind(_known(words.take_word(*texts.KINDS)))
    settings_back.set_rules(call, team, replace(team.rules, off=team.rules.off ^ {kind}))
    return _kinds_saved(call, team, kind)


def _group_weekly(call: Call, team: Team, words: Words) -> Reply:
    rules = replace(team.rules, group_weekly=not team.rules.group_weekly)
    settings_back.set_rules(call, team, rules)
    return _kinds_saved(call, team, settings_back.GROUP_WEEKLY)


def _review(call: Call, team: Team, words: Words) -> Reply:
    """On or off, as a button says; without a word what it means."""
    chosen = words.take_word(settings_back.ON, settings_back.OFF)
    if not chosen:
        return Reply(texts.review(call.say, team), edits=True)
    rules = replace(team.rules, review=chosen == settings_back.ON)
    settings_back.set_rules(call, team, rules)
    return _saved(call, team, settings_back.REVIEW)


def _kinds_saved(call: Call, team: Team, setting: str) -> Reply:
    settings_back.way_back(call, team, setting)
    fresh = call.work.teams.by_id(team.id)
    return Reply(texts.kinds(call.say, fresh), texts.saved(call.say), edits=True)


def _language(call: Call, team: Team, words: Words) -> Reply:
    if not words.rest:
        return Reply(texts.languages(call.say, team), edits=True)
    call.work.teams.set_language(team.id, _known(words.take_word(*LANGUAGES)))
    return _saved(call, team, settings_back.LANGUAGE)


def _name(call: Call, team: Team, words: Words) -> Reply:
    return _ask(call, team, "name")


def _ask(call: Call, team: Team, about: str) -> Reply:
    """In a group the answer comes as a reply to the question."""
    data = {"team": team.id, "about": about}
    call.work.drafts.put(
        "ask:settings", call.chat.id, call.person.id, data, call.now + ASK_LIFETIME
    )
    return Reply(texts.ask(call.say, about))


def _slot_typed(call: Call, team: Team) -> Reply:
    return _set_slot(call, team, Words(call.arguments))


def _name_typed(call: Call, team: Team) -> Reply:
    name = " ".join(call.arguments.split(" "))
    if not name or "\n" in name or len(name) > NAME_LENGTH:
        raise Refusal("team-name-unreadable", most=NAME_LENGTH)
    call.work.teams.rename(team.id, name)
    return _saved(call, team, settings_back.NAME)


def _known(word: str) -> str:
    """A button of a version that knew other words."""
    if not word:
        raise Refusal("button-expired")
    return word


_Change = Callable[[Call, Team, Words], Reply]
_CHANGES: Mapping[str, _Change] = {
    "time": _time,
    "kinds": _kinds,
    "kind": _kind,
    "groupweekly": _group_weekly,
    "review": _review,
    "language": _language,
    "name": _name,
    "back": settings_back.back,
}
_TYPED: Mapping[str, Callable[[Call, Team], Reply]] = {
    "time": _slot_typed,
    "name": _name_typed,
}
