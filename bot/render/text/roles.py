"""Roles given by the secretary or the chair."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from bot.domain.message import About, Button, Message, Text, join, plain
from bot.domain.people import Member, Person, Team
from bot.domain.plan import Plan
from bot.domain.sop import Party
from bot.render.language import Say
from bot.render.text import names, undo

Notice = Callable[[Say, Team, str], Text]


def choose_party(say: Say, plan: Plan, person: Person, held: frozenset[str]) -> Message:
    """Pressing a party that is held takes it back."""
    who = f"u{person.id}"
    rows = [(_party(p, f"grant p{plan.id} {who} {p.id}", p.id in held),) for p in plan.sop.parties]
    rows.append((Button(say.caption("Cancel"), "cancel"),))
    question = say(
        "To which responsible party does {person} belong?", person=names.mentioned(say, person)
    )
    again = say("Pressing a party marked ✓ takes the person off it.") if held else ""
    return Message(join([question, again]), tuple(rows), about=(About(plan.id),))


def _party(party: Party, action: str, held: bool) -> Button:
    if held:
        return Button(f"✓ {names.shorten(party.short)}", f"{action} off")
    return Button(names.shorten(party.short), action)


def chair_named(say: Say, team: Team, person: Person, former: Sequence[Member]) -> Message:
    """Taking it back names the former chair again."""
    who = names.person(say, person)
    replaced = [
        say("{former} is no longer the chair.", former=names.person(say, m.person)) for m in former
    ]
    text = join(
        [say("{person} is now the chair.", person=who), *replaced, _reach(say, person, "chair")]
    )
    back = f"u{former[0].person.id} chair" if former else f"u{person.id} no-chair"
    take_back = (undo.button(say, f"appoint t{team.id} {back}"),)
    return Message(text, (take_back, *_open_chat(say, person)))


def secretary_named(say: Say, team: Team, person: Person, by: Person) -> Message:
    """Whoever names another secretary stays one; laying the office down is a button."""
    who = names.person(say, person)
    named, reach = say("{person} is now secretary.", person=who), _reach(say, person, "secretary")
    text = join([named, secretaries(say, team), reach])
    target, several = f"appoint t{team.id}", len(team.secretaries) > 1
    rows = [(undo.button(say, f"{target} u{person.id} no-secretary"),)] if several else []
    if by.id != person.id and any(m.person.id == by.id for m in team.secretaries):
        label = say.caption("Hand over the office of secretary")
        rows.append((Button(label, f"{target} u{by.id} hand-over"),))
    return Message(text, (*rows, *_open_chat(say, person)))


def secretaries(say: Say, team: Team) -> Text:
    people = ", ".join(names.person(say, m.person) for m in team.secretaries)
    return say("Secretary: {people}", people=people)


def dismissed(say: Say, team: Team, person: Person, role: str, back: str) -> Message:
    """`back`: what gives the role again."""
    who = names.person(say, person)
    if role == "chair":
        text = say("{former} is no longer the chair.", former=who)
    else:
        gone = say("{former} is no longer secretary.", former=who)
        text = join([gone, secretaries(say, team)])
    return Message(text, ((undo.button(say, back),),))


def _reach(say: Say, person: Person, role: str) -> Text:
    """What is asked of the chair is put as one writes to the chair."""
    if person.private_chat is not None:
        return plain("")
    private = say("Messages for this role come in private.")
    return join([private, open_chat_please(say, person, chair=role == "chair")])


def open_chat_please(say: Say, person: Person, *, chair: bool) -> Text:
    if chair:
        return say("Please ask the chair to open a private chat with me and to press Start.")
    return say(
        "Please ask {person} to open a private chat with me and to press Start.",
        person=names.person(say, person),
    )


def _open_chat(say: Say, person: Person) -> tuple[tuple[Button, ...], ...]:
    if person.private_chat is not None:
        return ()
    return ((Button(say.caption("Open my private chat"), invite="start"),),)


def you_are(say: Say, team: Team, role: str) -> Text:
    if role == "chair":
        return say(
            "You have been named chair in {team}. You get the weekly summary and, when a step is "
            "long overdue, a note, both here in private.",
            team=names.team_name(team),
        )
    return say(
        "You have been named secretary in {team}. You get notes on overdue steps here. "
        "Type /help or “ช่วยเหลือ” to see what you can do.",
        team=names.team_name(team),
    )


def joined(say: Say, person: Person, party: str, back: str) -> Message:
    """`back`: what takes it back."""
    who = names.person(say, person)
    text = say("{person} has been assigned to {party}.", person=who, party=party)
    return Message(text, ((undo.button(say, back),), *_open_chat(say, person)))


def taken_off(say: Say, person: Person, party: str, back: str) -> Message:
    who = names.person(say, person)
    text = say("{person} is no longer assigned to {party}.", person=who, party=party)
    return Message(text, ((undo.button(say, back),),))


def you_joined(say: Say, team: Team, party: str) -> Text:
    return say(
        "You have been assigned to {party} in {team}. To see your steps, type /my or “งานของฉัน”.",
        party=party,
        team=names.team_name(team),
    )


def you_left(say: Say, team: Team, party: str) -> Text:
    return say(
        "You are no longer assigned to {party} in {team}.", party=party, team=names.team_name(team)
    )


def _anonymous_other(say: Say) -> Text:
    return say(
        "This message was sent as an anonymous administrator, so I cannot see whose it is.\n"
        "Please reply to a message that shows the person's name, or use /assign @name."
    )


def _not_a_person(say: Say) -> Text:
    return say("A bot cannot be given a role.\nPlease reply to a message of the person meant.")


def _not_in_group(say: Say, called: str) -> Text:
    return say(
        "I have not met {called} in the committee's group.\n"
        "Please ask this person to write a message there and reply to it, or send an invitation "
        "to be pressed.",
        called=called,
    )


def _last_secretary(say: Say) -> Text:
    return say("A team needs a secretary.\nPlease name another one first: /secretary.")


def _several_members(say: Say, name: str, people: Sequence[Person]) -> Text:
    listed = ", ".join(names.person(say, p) for p in people)
    return say(
        "Several members are named “{name}”: {people}\nPlease type the full name.",
        name=names.shorten(name),
        people=listed,
    )


def _hand_over_unreachable(say: Say, person: Person) -> Text:
    return say(
        "The office cannot be handed over yet: {person} has not opened a private chat with me.",
        person=names.person(say, person),
    )


REFUSALS: Mapping[str, Callable[..., Text]] = {
    "anonymous-other": _anonymous_other,
    "not-a-person": _not_a_person,
    "not-in-group": _not_in_group,
    "last-secretary": _last_secretary,
    "several-members": _several_members,
    "hand-over-unreachable": _hand_over_unreachable,
}
