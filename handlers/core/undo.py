"""What a typed /undo stands for: the button under the newest thing that this person did."""

from __future__ import annotations

from datetime import datetime

from bot.domain.errors import Refusal
from bot.domain.message import Message
from bot.domain.people import ChatKind
from bot.domain.plan import effective
from bot.ports import Draft, UnitOfWork
from handlers.core.call import Call
from handlers.core.scope import replied_about, teams_here
from handlers.steps.done import RECORDS, TAKE_BACK

KIND = "takeback"
USED = ""
"""In place of an action: the newest thing is taken back, and what was before it is not newest."""
BY_EVENT = "undo"
"""The person's newest entry in the plan."""


def remember(call: Call, work: UnitOfWork, message: Message | None) -> None:
    """Keep what takes this message's news back; to have taken back is no news of one's own."""
    newest = _newest(call, work)
    if call.by_button and newest and newest.data["action"] == call.incoming.text:
        use(call, work)
    elif message is not None:
        buttons = (button for row in message.buttons for button in row)
        action = next((b.action for b in buttons if b.takes_back), "")
        if action:
            _keep(call, work, action, [[a.plan, a.step] for a in message.about])


def use(call: Call, work: UnitOfWork) -> None:
    """One typed /undo takes one thing back: what came before it has its button."""
    _keep(call, work, USED, [])


def line(call: Call, work: UnitOfWork) -> str:
    """The command line that takes back the newest thing; refused if that is not certain."""
    newest = _newest(call, work)
    if newest is None or _did_since(call, work, newest.expires_at - TAKE_BACK):
        return BY_EVENT
    action: str = newest.data["action"]
    elsewhere = call.chat.kind is ChatKind.GROUP and newest.chat != call.chat.id
    if action == USED or elsewhere or _replies_to_another(call, work, newest):
        raise Refusal("undo-not-newest")
    return action


def _keep(call: Call, work: UnitOfWork, action: str, about: list[list[int | None]]) -> None:
    data, until = {"action": action, "about": about}, call.now + TAKE_BACK
    work.drafts.put(KIND, call.chat.id, call.person.id, data, until)


def _newest(call: Call, work: UnitOfWork) -> Draft | None:
    """In whichever chat it was done."""
    person = call.person
    groups = (team.group for team in work.teams.of_person(person.id))
    chats = {call.chat.id, person.private_chat or call.chat.id, *groups}
    drafts = (work.drafts.of(KIND, chat, person.id, call.now) for chat in chats)
    return max((d for d in drafts if d), key=lambda d: d.id, default=None)


def _did_since(call: Call, work: UnitOfWork, moment: datetime) -> bool:
    """An entry without a button of its own, such as the answer to a check-in."""
    plans = (p for t in teams_here(call, work) for p in work.plans.of_team(t.id) if p.is_running)
    own = (e for p in plans for e in effective(p.events) if e.by == call.person.id)
    return any(e.at > moment and not isinstance(e, RECORDS) for e in own)


def _replies_to_another(call: Call, work: UnitOfWork, newest: Draft) -> bool:
    replied = call.incoming.replied
    if replied is None or not replied.by_bot:
        return False
    about: list[list[int | None]] = newest.data["about"]
    return [[a.plan, a.step] for a in replied_about(call, work)] != about
