"""Roles and parties offered to whoever presses a button."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.domain.message import About, Button, Message, Text, bold, join, plain
from bot.domain.people import Person, Team
from bot.domain.plan import Plan
from bot.render import dates
from bot.render.language import Say
from bot.render.text import cancelled, names


def party_invitations(say: Say, plan: Plan, codes: Mapping[str, str], unknown: str) -> Message:
    """Nobody was named: buttons that let whoever presses them join."""
    rows = tuple(
        (Button(say.caption("I belong to {party}", party=p.short), invite=codes[p.id]),)
        for p in plan.sop.parties
    )
    text = join(
        [
            _no_such_member(say, unknown),
            bold(say("Assign responsible persons")),
            _how_to_assign(say),
        ]
    )
    return Message(text, rows, about=(About(plan.id),))


def role_invitation(say: Say, role: str, code: str, unknown: str) -> Message:
    text = join([_no_such_member(say, unknown), _INVITES[role](say)])
    return Message(text, ((Button(_accept_label(say, role), invite=code),),))


def _no_such_member(say: Say, name: str) -> Text:
    """Somebody was named whom nobody here is called."""
    if not name:
        return plain("")
    return say("There is no member named “{name}”.", name=names.shorten(name))


def _how_to_assign(say: Say) -> Text:
    if say.can.authors:
        return say(
            "Reply to a person's message with /assign, or mention the person: /assign @name. "
            "Or let the person press a button below (valid for 14 days)."
        )
    return say(
        "In the group type “มอบหมาย”, then @, and choose the person. "
        "Or let the person press a button below and send what is written there "
        "(valid for 14 days)."
    )


def _invite_chair(say: Say) -> Text:
    if not say.can.authors:
        return say(
            "To name the chair, type “กำหนดประธาน” in the group, then @, and choose the chair. "
            "Or let the chair press the button below and send what is written there "
            "(valid for 14 days; you will be asked to confirm)."
        )
    return say(
        "To name the chair, reply to the chair's message with /chair, or mention: /chair @name. "
        "Or let the chair press the button below (valid for 14 days; you will be asked "
        "to confirm)."
    )


def _invite_secretary(say: Say) -> Text:
    if not say.can.authors:
        return say(
            "To name a secretary, type “กำหนดเลขานุการ” in the group, then @, and choose the "
            "person. Or let the person press the button below and send what is written there "
            "(valid for 14 days; you will be asked to confirm)."
        )
    return say(
        "To name a secretary, reply to the person's message with /secretary, or mention: "
        "/secretary @name. Or let the person press the button below (valid for 14 days; you will "
        "be asked to confirm)."
    )


_INVITES: Mapping[str, Callable[[Say], Text]] = {
    "chair": _invite_chair,
    "secretary": _invite_secretary,
}


def _accept_label(say: Say, role: str) -> str:
    return say.caption("I am the chair") if role == "chair" else say.caption("I am the secretary")


@dataclass(frozen=True, slots=True)
class Line:
    """An open invitation. `role`: chair, secretary, or that of a `party`, by its name.

    `counts`: who gave it leads the team still.
    """

    code: str
    role: str
    party: str
    by: Person
    until: date
    counts: bool = True


def listed(say: Say, team: Team, lines: Sequence[Line], count: int) -> Message:
    """The newest of `count` open invitations, each with a button that withdraws it."""
    target = f"withdraw t{team.id}"
    back = (Button(say.caption("Back"), f"settings t{team.id} here"),)
    if not lines:
        return Message(say("No invitation is open."), (back,))
    rows = [
        (Button(say.caption("Withdraw invitation {number}", number=n), f"{target} {one.code}"),)
        for n, one in enumerate(lines, 1)
    ]
    if count > 1:
        every = say.caption("Withdraw all {count} invitations", count=count)
        rows.append((Button(every, f"{target} all"),))
    head = bold(say("Open invitations"))
    more = (
        say("The newest {shown} of {count} are shown.", shown=len(lines), count=count)
        if count > len(lines)
        else ""
    )
    text = join([head, *(_line(say, n, one) for n, one in enumerate(lines, 1)), more])
    return Message(text, (*rows, back))


def _line(say: Say, number: int, one: Line) -> Text:
    parts = [
        say("{number}. {invited}", number=number, invited=_invited_to(say, one)),
        say("Invited by {person}", person=names.person(say, one.by)),
        say("valid until {day}", day=dates.short_date(one.until, say.language))
        if one.counts
        else say("not valid now: the inviter is neither secretary nor chair"),
    ]
    return join(parts, " · ")


def _invited_to(say: Say, one: Line) -> str:
    if one.role == "chair":
        return say.caption("Chair")
    return say.caption("Secretary") if one.role == "secretary" else one.party


def withdrawn(say: Say, count: int) -> str:
    if count == 1:
        return say.caption("The invitation was withdrawn.")
    return say.caption("{count} invitations were withdrawn.", count=count)


def confirm(say: Say, person: Person, role: str, action: str, question: str) -> Message:
    """To whoever gave the invitation out. `question`: its mark."""
    who = names.mentioned(say, person)
    text = (
        say("{person} has pressed the invitation for the chair. Is this right?", person=who)
        if role == "chair"
        else say(
            "{person} has pressed the invitation for the secretary. Is this right?", person=who
        )
    )
    rows = (
        (Button(say.caption("Confirm"), f"{action} {question}"),),
        (cancelled.button(say, question),),
    )
    return Message(text, rows)


def waits_for_confirmation(say: Say) -> Text:
    return say("Thank you. The role begins once the secretary has confirmed it.")
