"""Roles given by the secretary or the chair."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from bot.domain.message import About, Button, Message, Text, bold, join, plain
from bot.domain.people import Member, Person, Team
from bot.domain.plan import Plan
from bot.render.language import Say
from bot.render.text import names

Notice = Callable[[Say, Team, str], Text]


def choose_party(say: Say, plan: Plan, person: Person) -> Message:
    rows = tuple(
        (Button(names.shorten(p.short), f"grant p{plan.id} u{person.id} {p.id}"),)
        for p in plan.sop.parties
    )
    text = say(
        "To which responsible party does {person} belong?", person=names.mentioned(say, person)
    )
    return Message(text, rows, about=(About(plan.id),))


def party_invitations(say: Say, plan: Plan, codes: Mapping[str, str]) -> Message:
    """Nobody was named: buttons that let whoever presses them join."""
    rows = tuple(
        (Button(say.caption("I belong to {party}", party=p.short), invite=codes[p.id]),)
        for p in plan.sop.parties
    )
    text = join(
        [
            bold(say("Assign responsible persons")),
            say(
                "Reply to a person's message with /assign, or mention the person: /assign @name. "
                "Or let the person press a button below (valid for 14 days)."
            ),
        ]
    )
    return Message(text, rows, about=(About(plan.id),))


def role_invitation(say: Say, team: Team, role: str, code: str) -> Message:
    text = _INVITES[role](say)
    return Message(text, ((Button(_accept_label(say, role), invite=code),),))


def _invite_chair(say: Say) -> Text:
    return say(
        "To name the chair, reply to the chair's message with /chair, or mention: /chair @name. "
        "Or let the chair press the button below (valid for 14 days; you will be asked "
        "to confirm)."
    )


def _invite_secretary(say: Say) -> Text:
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


def confirm(say: Say, person: Person, role: str, action: str) -> Message:
    """To whoever gave the invitation out."""
    who = names.mentioned(say, person)
    text = (
        say("{person} has pressed the invitation for the chair. Is this right?", person=who)
        if role == "chair"
        else say(
            "{person} has pressed the invitation for the secretary. Is this right?", person=who
        )
    )
    rows = (
        (Button(say.caption("Confirm"), action),),
        (Button(say.caption("Cancel"), "cancel"),),
    )
    return Message(text, rows)


def waits_for_confirmation(say: Say) -> Text:
    return say("Thank you. The role begins once the secretary has confirmed it.")


def chair_named(say: Say, team: Team, person: Person, former: Sequence[Member]) -> Message:
    """Taking it back names the former chair again."""
    who = names.person(say, person)
    replaced = [
        say("{former} is no longer the chair.", former=names.person(say, m.person)) for m in former
    ]
    text = join([say("{person} is now the chair.", person=who), *replaced, _reach(say, person)])
    back = f"u{former[0].person.id} chair" if former else f"u{person.id} no-chair"
    return Message(text, ((_take_back(say, f"appoint t{team.id} {back}"),),))


def secretary_named(say: Say, team: Team, person: Person, by: Person) -> Message:
    """Whoever names another secretary stays one; laying the office down is a button."""
    who = names.person(say, person)
    text = join(
        [say("{person} is now secretary.", person=who), secretaries(say, team), _reach(say, person)]
    )
    target = f"appoint t{team.id}"
    rows = [(_take_back(say, f"{target} u{person.id} no-secretary"),)]
    if by.id != person.id and any(m.person.id == by.id for m in team.secretaries):
        label = say.caption("Hand over: {person} lays it down", person=names.person(say, by))
        rows.append((Button(names.shorten(label), f"{target} u{by.id} no-secretary"),))
    return Message(text, tuple(rows) if len(team.secretaries) > 1 else ())


def secretaries(say: Say, team: Team) -> Text:
    people = ", ".join(names.person(say, m.person) for m in team.secretaries)
    return say("Secretary: {people}", people=people)


def dismissed(say: Say, team: Team, person: Person, role: str) -> Text:
    who = names.person(say, person)
    if role == "chair":
        return say("{former} is no longer the chair.", former=who)
    return join([say("{former} is no longer secretary.", former=who), secretaries(say, team)])


def _take_back(say: Say, action: str) -> Button:
    return Button(say.caption("Take back"), action)


def _reach(say: Say, person: Person) -> Text:
    if person.private_chat is not None:
        return plain("")
    return say(
        "Messages for this role come in private. Please ask {person} to open a private "
        "chat with me.",
        person=names.person(say, person),
    )


def you_are(say: Say, team: Team, role: str) -> Text:
    if role == "chair":
        return say(
            "You have been named chair in {team}. You get the weekly summary and, when a step is "
            "long overdue, a note, both here in private.",
            team=team.name,
        )
    return say(
        "You have been named secretary in {team}. You get notes on overdue steps here. "
        "Type /help or ช่วยเหลือ to see what you can do.",
        team=team.name,
    )


def joined(say: Say, person: Person, party: str) -> Text:
    return say(
        "{person} has been assigned to {party}.", person=names.person(say, person), party=party
    )


def you_joined(say: Say, team: Team, party: str) -> Text:
    return say(
        "You have been assigned to {party} in {team}. To see your steps, type /my or งานของฉัน.",
        party=party,
        team=team.name,
    )


def _anonymous_other(say: Say) -> Text:
    return say(
        "This message was sent as an anonymous administrator, so I cannot see whose it is.\n"
        "Please reply to a message that shows the person's name, or use /assign @name."
    )


def _not_a_person(say: Say) -> Text:
    return say("This message is from a bot.\nPlease reply to a message of the person meant.")


def _username_unknown(say: Say, username: str) -> Text:
    return say(
        "I have not met @{username} yet.\n"
        "Please reply to a message of this person, or ask the person to type /start to me first.",
        username=username,
    )


def _last_secretary(say: Say) -> Text:
    return say("A team needs a secretary.\nPlease name another one first: /secretary.")


REFUSALS: Mapping[str, Callable[..., Text]] = {
    "anonymous-other": _anonymous_other,
    "not-a-person": _not_a_person,
    "username-unknown": _username_unknown,
    "last-secretary": _last_secretary,
}
