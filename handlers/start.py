"""/start and /help, the private chat as it opens, and what is said when nothing was understood."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta

from bot.domain.errors import Refusal
from bot.domain.message import Message, Text, paragraphs
from bot.domain.people import ChatKind, Team
from bot.domain.plan import Plan
from bot.domain.rights import may_steer
from bot.domain.sop import Step
from bot.domain.typed import arabic
from bot.render.text import attach, cancelled, help, welcome
from bot.render.text.files import ASKED_FOR
from bot.render.text.help import Line
from bot.render.text.snooze import how_it_goes
from handlers.core import newest, private_chats
from handlers.core.asking import action, question_of
from handlers.core.call import Call, Reply
from handlers.core.grammar import Spoken
from handlers.core.nearly import (
    Nearly,
    SmallTalk,
    percent_alone,
    says_done,
    says_how_it_goes,
    small_talk,
)
from handlers.core.scope import is_not_served, replied_about, teams_here
from handlers.core.words import Words, is_cancel
from handlers.evidence import files
from handlers.people import invitations, link, official_name
from handlers.plans import status

NO_CODES = ("", "start")
"""Opened without an invitation."""
WELCOME = "welcome"
"""Key of the welcome: unblocking and pressing Start come as two updates and get one answer."""
GUESS_LIFETIME = timedelta(minutes=10)
_NUMBERS = re.compile("[0-9 ]{1,20}")


def start(call: Call) -> Reply:
    """Who I am, what I keep, and one's own steps; in a group a short help."""
    if call.chat.kind is ChatKind.GROUP:
        return Reply(help.in_group(call.say, call.lines, call.today()))
    return _welcome(call)


def opened(call: Call) -> Reply:
    """The private chat opens, perhaps by an invitation."""
    code = call.incoming.text
    if code in NO_CODES:
        return _welcome(call)
    if code.startswith(ASKED_FOR):
        return _file_asked_for(call, code.removeprefix(ASKED_FOR))
    invite = call.work.drafts.invitation(code, call.now)
    if invite is None:
        return _welcome(call, Message(welcome.invitation_expired(call.say)))
    return _welcome(call, invitations.invited(call, invite))


def _file_asked_for(call: Call, file: str) -> Reply:
    """In a group that gets none; who was never welcomed here is so before."""
    private_chats.opened(call)
    if call.work.sent.named(call.chat.id, WELCOME) is None:
        told = _about_oneself(call, call.work.teams.of_person(call.person.id))
        call.work.outbox.post(call.chat.id, told, call.now, key=WELCOME)
    return files.get_file(replace(call, command="getfile", arguments=f"f{file}"))


def help_(call: Call) -> Reply:
    """What one can type: `help`, or the pages behind its buttons."""
    page = Words(call.arguments).take_word("members", "steering")
    if page == "steering":
        return Reply(help.for_steerers(call.say, call.lines, call.today()), edits=True)
    if call.chat.kind is ChatKind.GROUP and not page:
        return Reply(help.in_group(call.say, call.lines, call.today()))
    teams = teams_here(call)
    in_group = call.chat.kind is ChatKind.GROUP
    steers = in_group or any(may_steer(t, call.person.id) for t in teams)
    return Reply(help.for_members(call.say, call.lines, call.today(), steers=steers), edits=True)


def not_understood(call: Call) -> Reply | None:
    """Ordinary text in private: one short hint; the welcome, to whom it was never given here."""
    if is_cancel(call.incoming.text):
        file = newest.file_kept_here(call)
        text = attach.came(call.say, file) if file else welcome.nothing_waits(call.say)
        return Reply(Message(text))
    if link.is_code(call):
        return link.link(replace(call, arguments=call.incoming.text))
    if call.work.sent.named(call.chat.id, WELCOME) is None:
        return _welcome(call)
    if (said := small_talk(call.incoming.text)) is not None:
        return _SMALL_TALK[said](call)
    return Reply(welcome.not_understood(call.say))


def nearly_understood(call: Call, meant: Nearly | None) -> Reply | None:
    """The right form of what was nearly a command, once; None: it was none."""
    one = _replied_to(call)
    if meant is None and one is not None and says_how_it_goes(call.incoming.text):
        plan, step = one
        return Reply(how_it_goes(call.say, plan, step))
    meant = meant or (_said_in_reply(call, one[1]) if one else None)
    if meant is None:
        return None
    button = action(call, meant.command, "", meant.rest, lifetime=GUESS_LIFETIME)
    return Reply(help.nearly(call.say, meant.typed, button))


def _replied_to(call: Call) -> tuple[Plan, Step] | None:
    """The one open step of which the message replied to tells."""
    about = {a for a in replied_about(call) if a.step}
    if len(about) != 1:
        return None
    one = about.pop()
    if call.work.plans.team_of(one.plan) not in {team.id for team in teams_here(call)}:
        return None
    plan = call.work.plans.by_id(one.plan)
    if not plan.is_running or one.step is None or plan.states[one.step].is_closed:
        return None
    return plan, plan.sop.step(one.step)


def _said_in_reply(call: Call, step: Step) -> Nearly | None:
    """That it is done, or how far it is."""
    if says_done(call.incoming.text):
        return Nearly("done", "เสร็จ", str(step.number))
    percent = percent_alone(call.incoming.text)
    return None if percent is None else Nearly("progress", "คืบหน้า", f"{step.number} {percent}")


_SMALL_TALK: Mapping[SmallTalk, Callable[[Call], Reply | None]] = {
    SmallTalk.THANKS: lambda call: Reply(Message(welcome.thanked(call.say))),
    SmallTalk.GREETING: lambda call: Reply(welcome.greeted(call.say)),
    SmallTalk.NOTED: lambda call: None,
}


def unknown_command(call: Call, spoken: Spoken) -> Reply | None:
    """What was probably meant; in a group only what can hardly be meant for somebody else."""
    guess = help.nearest(spoken.command, call.lines)
    replied = call.incoming.replied
    to_us = spoken.addressed or (replied is not None and replied.by_bot)
    if call.chat.kind is ChatKind.GROUP and not to_us and guess is None:
        return None
    meant = _guessed(call, guess, spoken.arguments) if guess else ""
    spelled = ("/" if spoken.slash else "") + spoken.command
    return Reply(help.unknown(call.say, spelled, meant, guess))


def _guessed(call: Call, guess: Line, said: str) -> str:
    """Words are kept only behind a command that takes some, and not for long."""
    numbers = _NUMBERS.fullmatch(arabic(said))
    kept = said if guess.takes_words or numbers else ""
    return action(call, guess.name, "", kept, lifetime=GUESS_LIFETIME)


def cancel(call: Call) -> Reply:
    """The button under a question: it waits for no answer any more."""
    if question_of(call, call.incoming.text) is None:
        raise Refusal("question-over")
    return Reply(Message(cancelled.nothing_changed(call.say)), edits=True)


def _welcome(call: Call, first: Message | None = None) -> Reply:
    """One message; a second asks a member for the official name, if it is not known yet."""
    private_chats.opened(call)
    teams = call.work.teams.of_person(call.person.id)
    message = _headed(first, _about_oneself(call, teams))
    if not teams or call.person.official_name:
        return Reply(message, key=WELCOME)
    call.work.outbox.post(call.chat.id, message, call.now, key=WELCOME)
    return Reply(official_name.ask_name(call), key="ask-name")


def _about_oneself(call: Call, teams: list[Team]) -> Message:
    """A chair reads what is told to the chair before the long notice."""
    met = call.work.sent.named(call.chat.id, WELCOME) is not None
    if not teams:
        return _to_stranger(call, met=met)
    runs = any(call.work.plans.running(t.id) for t in teams)
    mine = status.my(replace(call, command="my", arguments="")).message if runs else None
    mine = mine or Message(welcome.without_plan(call.say))
    if not met:
        first = welcome.myself(call.say, call.office)
        if any(t.member(call.person.id) in t.chairs for t in teams):
            return replace(mine, text=paragraphs([mine.text, first]))
        return _under(first, mine)
    rows = (*mine.buttons, welcome.privacy_row(call.say))
    return _under(welcome.myself_again(call.say, call.office), replace(mine, buttons=rows))


def _to_stranger(call: Call, *, met: bool) -> Message:
    if is_not_served(call):
        return Message(welcome.group_not_served(call.say))
    if met:
        return welcome.to_stranger_again(call.say)
    return welcome.to_stranger(call.say, call.office)


def _headed(first: Message | None, message: Message) -> Message:
    """What the invitation brought stands above everything else."""
    return message if first is None else _under(first.text, message)


def _under(text: Text, message: Message) -> Message:
    return replace(message, text=paragraphs([text, message.text]))
