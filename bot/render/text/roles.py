"""Roles given by the secretary or the chair."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from bot.domain.message import About, Button, Message, Text, join, plain
from bot.domain.people import Member, Person, Team
from bot.domain.plan import Plan
from bot.domain.sop import Party
from bot.render.language import Say
from bot.render.text import cancelled, chair_letter, names, undo
from bot.render.text.privacy import open_chat_row

Notice = Callable[[Say, Team, str], Text]


def choose_party(
    say: Say, plan: Plan, person: Person, held: frozenset[str], question: str
) -> Message:
    """Pressing a party that is held takes it back. `question`: its mark."""
    who = f"u{person.id}"
    rows = [
        (_party(p, f"grant p{plan.id} {who} {p.id}", p.id in held, question),)
        for p in plan.sop.parties
    ]
    rows.append((cancelled.button(say, question),))
    asks = say(
        "To which responsible party does {person} belong?", person=names.mentioned(say, person)
    )
    again = say("Pressing a party marked ✓ takes the person off it.") if held else ""
    return Message(join([asks, again]), tuple(rows), about=(About(plan.id),))


def _party(party: Party, action: str, held: bool, question: str) -> Button:
    if held:
        return Button(f"✓ {names.shorten(party.short)}", f"{action} off {question}")
    return Button(names.shorten(party.short), f"{action} {question}")


def chair_named(say: Say, team: Team, person: Person, former: Sequence[Member]) -> Message:
    """Taking it back names the former chair again."""
    named = say("{person} is recorded as the chair.", person=names.person(say, person))
    before = (say("Former chair: {former}", former=names.person(say, m.person)) for m in former)
    text = join([named, *before, _reach(say, person, "chair")])
    back = f"u{person.id} no-chair"
    if former:
        back = f"u{former[0].person.id} chair v{person.id}"
    take_back = (undo.button(say, f"appoint t{team.id} {back}"),)
    return Message(text, (take_back, *_open_chat(say, person)))


def holds_already(say: Say, person: Person, role: str) -> Text:
    who = names.person(say, person)
    if role == "chair":
        return say("{person} is recorded as the chair already.", person=who)
    return say("{person} is recorded as secretary already.", person=who)


def secretary_named(say: Say, team: Team, person: Person, by: Person) -> Message:
    """Whoever names another secretary stays one; laying the office down is a button."""
    who = names.person(say, person)
    named = say("{person} is recorded as secretary.", person=who)
    text = join([named, secretaries(say, team), _reach(say, person, "secretary")])
    target, several = f"appoint t{team.id}", len(team.secretaries) > 1
    rows = [(undo.button(say, f"{target} u{person.id} no-secretary"),)] if several else []
    if by.id != person.id and any(m.person.id == by.id for m in team.secretaries):
        label = say.caption("Hand over the office of secretary")
        rows.append((Button(label, f"{target} u{by.id} hand-over"),))
    return Message(text, (*rows, *_open_chat(say, person)))


def secretaries(say: Say, team: Team) -> Text:
    people = names.listed(say, [names.person(say, m.person) for m in team.secretaries])
    return say("Secretary: {people}", people=people)


def dismissed(say: Say, team: Team, person: Person, role: str, back: str) -> Message:
    """`back`: what gives the role again."""
    who = names.person(say, person)
    if role == "chair":
        text = say("{former} is no longer recorded as the chair.", former=who)
    else:
        gone = say("{former} is no longer recorded as secretary.", former=who)
        text = join([gone, secretaries(say, team)])
    return Message(text, ((undo.button(say, back),),))


def _reach(say: Say, person: Person, role: str) -> Text:
    """What is asked of the chair is put as one writes to the chair."""
    if person.private_chat is not None:
        return plain("")
    private = say("Messages for this role come in private.")
    return join([private, open_chat_please(say, person, chair=role == "chair")])


def open_chat_please(say: Say, person: Person, *, chair: bool) -> Text:
    if not say.can.starts:
        return _befriend_please(say, person, chair=chair)
    if chair:
        return say("Please ask the chair to open a private chat with me and to press Start.")
    return say(
        "Please ask {person} to open a private chat with me and to press Start.",
        person=names.person(say, person),
    )


def _befriend_please(say: Say, person: Person, *, chair: bool) -> Text:
    if chair:
        return say("Please ask the chair to add the account of this system as a friend.")
    return say(
        "Please ask {person} to add the account of this system as a friend.",
        person=names.person(say, person),
    )


def _open_chat(say: Say, person: Person) -> tuple[tuple[Button, ...], ...]:
    if person.private_chat is not None:
        return ()
    return (open_chat_row(say),)


def you_are_chair(say: Say, committee: str, *, by_secretary: bool) -> Text:
    """The first words that the chair reads."""
    body = [
        say("This system has recorded you as the chair, as told by the secretary.")
        if by_secretary
        else say("This system has recorded you as the chair."),
        say(
            "You get the weekly summary here, and a letter when a step is 7 and 21 days overdue. "
            "The group does not see them."
        ),
    ]
    subject = say("Recording as the chair in this system")
    return chair_letter.letter(say, committee, body, to_consider=False, subject=subject)


def you_are_secretary(say: Say, team: Team, role: str) -> Text:
    return say(
        "You have been recorded as secretary in {team}. You get notes on overdue steps here. "
        "Type /help or “ช่วยเหลือ” to see what you can do.",
        team=names.team_name(team),
    )


def you_are_no_longer(say: Say, team: Team, role: str) -> Text:
    """To who loses a role, by its end or to somebody else."""
    called = names.team_name(team)
    if role == "chair":
        return say("This system no longer records you as the chair ({team}).", team=called)
    return say("This system no longer records you as secretary ({team}).", team=called)


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
    if not say.can.authors:
        return say(
            "I have not met {called} in the committee's group.\n"
            "Please type @ in that group and choose the person, or send an invitation to be "
            "pressed.",
            called=called,
        )
    return say(
        "I have not met {called} in the committee's group.\n"
        "Please ask this person to write a message there and reply to it, or send an invitation "
        "to be pressed.",
        called=called,
    )


def _last_secretary(say: Say) -> Text:
    return say("A team needs a secretary.\nPlease name another one first: /secretary.")


def _several_members(say: Say, name: str, people: Sequence[Person]) -> Text:
    listed = names.listed(say, [names.person(say, p) for p in people])
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
