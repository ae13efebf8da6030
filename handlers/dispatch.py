"""From what reached the bot to the one handler that answers it, inside the given unit of work."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

import structlog

from bot.domain.errors import Refusal
from bot.domain.incoming import Happened, Incoming, Place, Sender, readable
from bot.domain.message import Message, Text
from bot.domain.office import Office
from bot.domain.people import Chat, ChatKind, Person
from bot.domain.rules import DEFAULT_ZONE
from bot.domain.sop import Sop
from bot.domain.typed import tidy, unquoted
from bot.ports import ASKS, Answers, Draft, Outlook, Platform, UnitOfWork
from bot.render.text import forget as texts
from bot.render.text import refusals
from handlers import greeting, posting, questions, start
from handlers.core import newest, outsiders, plan_sleep
from handlers.core.asking import (
    ANSWER,
    UNASK,
    Ask,
    asked_again,
    expanded,
    in_its_place,
    likely_days,
    question_of,
)
from handlers.core.call import Call, Reply
from handlers.core.grammar import Spoken
from handlers.core.nearly import nearly
from handlers.core.sender import (
    DEFAULT_SAY,
    UNNAMED,
    groups_of,
    is_forgotten,
    membership_unsure,
    moved,
    person_of,
    refuse_nameless_files,
    say_of,
    wake,
)
from handlers.core.words import CANCEL
from handlers.evidence import at_once, attach, late, remove, template
from handlers.hearing import Hearing
from handlers.people import forget, join
from handlers.plans import sop_import
from handlers.table import ANSWERS, BY_NAME, GRAMMAR, HELP, HELP_ON_ONE, Handler

log = structlog.get_logger(__name__)

NOBODYS = Office()
NOTHING_TOLD = Answers()


@dataclass(frozen=True, slots=True)
class Needs:
    """What must be asked of the platform before the request can be done."""

    groups: tuple[str, ...] = ()
    """Addresses of groups: does the sender administer them?"""
    bot_status: str | None = None
    """Address of the group: is the bot an administrator of it?"""
    belongs: tuple[str, ...] = ()
    """Addresses of groups: is the sender, a member of their teams, still in them?"""
    arrives: str | None = None
    """Address of the group: is the sender, no member of its team, in it?"""


@dataclass(frozen=True, slots=True)
class Handled:
    """`popup` answers a button press."""

    popup: str = ""


class Dispatcher:
    def __init__(
        self,
        sops: Mapping[str, Sop],
        channels: Mapping[str, Platform],
        *,
        zone: str = DEFAULT_ZONE,
        office: Office = NOBODYS,
        quota: int | None = None,
        outlooks: Mapping[str, Outlook] | None = None,
        calendar_page: str = "",
    ) -> None:
        """`channels`: by their names; they may come in later, as `outlooks` on those that count.
        `calendar_page`: see `Call`.
        """
        self._sops = sops
        self._channels = channels
        self._heard = Hearing(channels)
        self._zone = zone
        self._office = office
        self._quota = quota
        self._calendar_page = calendar_page
        self._outlooks = {} if outlooks is None else outlooks

    def understands(self, channel: str, text: str, over_files: bool = False) -> bool:
        """Whether a text in a group, perhaps a caption, is a command for us (else nobody stores or
        logs it).
        """
        return self._heard.understands(channel, text, over_files=over_files)

    def needs(self, incoming: Incoming, work: UnitOfWork) -> Needs:
        place = incoming.place
        if incoming.happened in (Happened.BOT_ADDED, Happened.BOT_PROMOTED):
            return Needs(bot_status=place.address)
        belongs, arrives = membership_unsure(incoming, work)
        needs = Needs(belongs=belongs, arrives=arrives)
        command = self._heard.command_of(incoming)
        if command is None or not command.asks_platform or incoming.sender is None:
            return needs
        if place.kind is ChatKind.GROUP:
            return replace(needs, groups=(place.address,), bot_status=place.address)
        return replace(needs, groups=groups_of(incoming.channel, incoming.sender, work))

    def only_tells(self, incoming: Incoming) -> bool:
        """Whether to ask again costs no more than the answer that was missed."""
        command = self._heard.command_of(incoming)
        return command is not None and command.only_tells

    def handle(
        self,
        incoming: Incoming,
        work: UnitOfWork,
        now: datetime,
        told: Answers = NOTHING_TOLD,
    ) -> Handled:
        """Do what was asked and queue every answer and announcement; commit is the caller's."""
        incoming = readable(incoming)
        if incoming.happened is Happened.MOVED:
            moved(incoming, work)
            return Handled()
        if is_forgotten(incoming, work):
            return Handled(_to_forgotten(incoming).plain)
        if incoming.files and self._answer_late(incoming, work, now):
            return Handled()
        call = self._call(incoming, work, now, told)
        wake(call)
        for address in (group for group, is_in in told.inside.items() if not is_in):
            join.gone_unnoticed(call, address)
        is_in = told.inside.get(incoming.place.address, True)
        if not is_in and outsiders.is_outsider(call):
            reply = outsiders.turned_away(call, asks=self._asks(call.incoming))
            return Handled(posting.post(call, reply))
        popup = ""
        for asked in self._heard.requests(call.incoming):
            one = call
            if asked is not call.incoming:
                one = replace(call, incoming=replace(asked, text=tidy(asked.text)))
            popup = posting.post(one, self._answer(one))
        return Handled(popup)

    def gone(self, work: UnitOfWork, chat: Chat, now: datetime) -> None:
        """The chat is closed to us, as the platform says of what was to be sent there."""
        plan_sleep.gone(work, chat, now, self._channels)

    def left(self, work: UnitOfWork, group: Chat, account: str, now: datetime) -> None:
        """Not in the group any more, as the platform says when asked, and not by whom.

        That shows nothing of the bot: a group that was lost since then stays lost.
        """
        group = work.chats.by_id(group.id)
        if group.reachable and group.served:
            place, who = Place(group.address, group.kind, group.title), Sender(account)
            left = Incoming(group.channel, "", place, Happened.LEFT, who)
            join.gone_unnoticed(self._call(left, work, now, NOTHING_TOLD), group.address)

    def _answer_late(self, incoming: Incoming, work: UnitOfWork, now: datetime) -> bool:
        """Do what was said of these files before they came; whether that is all to be done.

        Who sent them has said nothing to the bot by that, and may be nobody whom it knows.
        """
        if self._channels[incoming.channel].can.captions:
            return False  # in reply to a file, that comes along
        said = late.said_of(incoming, work, now)
        for by, one in said:
            call = self._call(one, work, now, NOTHING_TOLD, by)
            wake(call)
            posting.post(call, self._answer(call))
        is_placed = incoming.account in {one.account for _, one in said}  # by who was asked for it
        return bool(said) and (is_placed or not late.answers_question(incoming, work, now))

    def _asks(self, incoming: Incoming) -> bool:
        spoken = incoming.files or self._heard.says(incoming) is not None
        return incoming.happened is Happened.SAID and bool(spoken)

    def _call(
        self,
        incoming: Incoming,
        work: UnitOfWork,
        now: datetime,
        told: Answers,
        by: Person | None = None,
    ) -> Call:
        """The request, before it is known what command it is. `by`: who made it, if that is known
        otherwise than by who sent this.
        """
        place = incoming.place
        chat = work.chats.at(incoming.channel, place.address, place.kind, place.title)
        person = by or person_of(incoming, chat, work, now, told.inside.get(place.address))
        return Call(
            work=work,
            channels=self._channels,
            command="",
            arguments="",
            now=now,
            chat=chat,
            person=person,
            incoming=incoming,
            say=say_of(chat, person, work, self._channels[incoming.channel].can),
            administered=told.administered,
            bot_is_administrator=told.bot_is_administrator,
            by_button=incoming.happened is Happened.PRESSED,
            zone=self._zone,
            sops=self._sops,
            office=self._office,
            quota=self._quota,
            calendar_page=self._calendar_page,
            outlooks=self._outlooks,
            lines=HELP if len(self._channels) > 1 else HELP_ON_ONE,
        )

    def _answer(self, call: Call) -> Reply | None:
        if not call.chat.served:
            return greeting.not_served(call)
        try:
            return self._route(call)
        except Ask as question:
            return question.reply
        except Refusal as refusal:
            text = refusals.text(call.say, refusal, call.today())
            return Reply(popup=text.plain) if call.by_button else Reply(Message(text))

    def _route(self, call: Call) -> Reply | None:
        happened = call.incoming.happened
        if call.person is UNNAMED and call.chat.kind is ChatKind.PRIVATE:
            return None  # nobody: administrators speak without a name in groups only
        if happened is Happened.SAID:
            return self._said(call)
        if happened is Happened.PRESSED:
            return self._pressed(call)
        if happened is Happened.OPENED:
            return start.opened(call)
        if happened is Happened.EDITED:
            return greeting.edited(call) if self._heard.is_command(call.incoming) else None
        return _CHANGES[happened](call)

    def _said(self, call: Call) -> Reply | None:
        sender = call.incoming.sender
        if sender is None or (sender.is_bot and not sender.anonymous):
            return None
        spoken = self._heard.says(call.incoming)
        if spoken is not None:
            return self._command(call, spoken)
        if call.person is UNNAMED:
            refuse_nameless_files(call)
            return None
        if call.incoming.is_no_document:
            return attach.no_document(call)
        draft = questions.awaited(call)
        if (taken_back := questions.taken_back(call, draft)) is not None:
            return taken_back
        if draft is not None and not questions.is_no_answer(call, draft):
            return self._answered(call, draft, unquoted(call.incoming.text))
        if call.incoming.files:
            return _file(call)
        near = start.nearly_understood(call, nearly(call.incoming.text, GRAMMAR))
        if near is None and at_once.is_linked(call):
            return attach.received(call)
        if near is not None or call.chat.kind is ChatKind.GROUP:
            return near
        return start.not_understood(call)

    def _command(self, call: Call, spoken: Spoken) -> Reply | None:
        if call.person is UNNAMED:
            raise Refusal("anonymous")
        command = BY_NAME.get(spoken.command)
        if command is None or (command.hidden and not command.words):
            reply = start.unknown_command(call, spoken)
            if reply is None:  # perhaps another bot's: silence in the group, a line in the log
                log.info("command.unknown", chat=call.chat.id)
            return reply
        call = _asking(call, command.name, spoken.arguments)
        if call.incoming.files and command.under_files:
            return command.under_files(_asking(call, "attach", spoken.arguments))
        if command.bare is not None and not spoken.arguments:
            return _stands_for(call, command.bare(call))
        return _remembered(call, _asking_days(call, command.handler))

    def _answered(self, call: Call, draft: Draft, said: str) -> Reply | None:
        def answered(call: Call) -> Reply | None:
            return ANSWERS[draft.kind](call, draft)

        try:
            return _remembered(call, _asking_days(_asking(call, draft.kind, said), answered))
        except Refusal as refusal:
            questions.outlived(call, draft, refusal)
            again = asked_again(call, draft, refusal)
            if again is None:
                raise
            return again

    def _pressed(self, call: Call) -> Reply | None:
        name, _, arguments = call.incoming.text.partition(" ")
        command = BY_NAME.get(name)
        if name == ANSWER:
            return self._pressed_answer(call, expanded(arguments, call))
        if name == UNASK:
            return self._answered(call, questions.unasked(call, arguments), CANCEL)
        if command is None or call.person is UNNAMED:
            raise Refusal("anonymous" if command else "button-expired")
        asking = _asking(call, name, expanded(arguments, call))
        question = question_of(call, arguments)
        reply = _remembered(call, _asking_days(asking, command.handler)) or Reply()
        if question is not None:
            call.work.drafts.drop(question.id)
        return reply

    def _pressed_answer(self, call: Call, said: str) -> Reply | None:
        draft = call.work.drafts.waiting(call.chat.id, call.person.id, call.now)
        if draft is None or draft.kind not in ANSWERS:
            raise Refusal("button-expired")
        return self._answered(call, draft, said)


def _file(call: Call) -> Reply | None:
    """It is what was asked for, or evidence; of a Word file it is asked whether it is an SOP."""
    waiting = call.work.drafts.waiting(call.chat.id, call.person.id, call.now)
    came = _FILE_CAME.get(waiting.kind) if waiting else None
    if waiting is not None and came is not None:
        return came(call, waiting)
    return sop_import.offered(call, attach.received)


_FILE_CAME: Mapping[str, Callable[[Call, Draft], Reply | None]] = {
    sop_import.QUESTION: sop_import.came,
    template.QUESTION: template.came,
}
"""By the kind of the question that a file answers."""
_CHANGES: Mapping[Happened, Handler] = {
    Happened.BOT_ADDED: greeting.added,
    Happened.BOT_REMOVED: greeting.removed,
    Happened.BOT_PROMOTED: greeting.promoted,
    Happened.BOT_DEMOTED: greeting.demoted,
    Happened.BOT_LET_SPEAK: greeting.let_speak,
    Happened.BLOCKED: greeting.blocked,
    Happened.JOINED: join.came,
    Happened.LEFT: join.went,
    Happened.UNSENT: remove.unsent,
}


def _asking_days(call: Call, handler: Handler) -> Reply | None:
    """A day that is not clear is asked for, wherever it was typed, with the likely ones."""
    try:
        return handler(call)
    except Refusal as refusal:
        if not likely_days(refusal):
            raise
        return in_its_place(call, refusal)


def _asking(call: Call, name: str, arguments: str) -> Call:
    """The call as one for this command, or for what answers its question (`ask:…`)."""
    command = BY_NAME.get(name.removeprefix(ASKS), BY_NAME["done"])
    typed = BY_NAME[command.serves or command.name].typed(call.say)
    return replace(call, command=name, arguments=arguments, typed=typed)


def _to_forgotten(incoming: Incoming) -> Text:
    if forget.pressed_again(incoming):
        return texts.erased(DEFAULT_SAY)
    return refusals.text(DEFAULT_SAY, Refusal("button-expired"))


def _stands_for(call: Call, done: newest.Deed) -> Reply | None:
    """As if the button with its command line were pressed where it stands."""
    there = newest.where_done(call, done)
    name, _, arguments = done.line.partition(" ")
    with newest.kept_there(call, there):
        reply = BY_NAME[name].handler(_asking(there, name, expanded(arguments, there)))
    newest.use(call)
    return newest.told(call, there, reply) if reply else None


def _remembered(call: Call, reply: Reply | None) -> Reply | None:
    newest.remember(call, reply)
    return reply
