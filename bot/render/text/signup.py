"""Signing up: parties, official names, who cannot be reached yet."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from bot.domain.message import About, Button, Message, Text, bold, join, paragraphs, plain
from bot.domain.notice_rules import START_GAP
from bot.domain.occurrences import nearest
from bot.domain.people import Deputy, Person, Team
from bot.domain.plan import Plan
from bot.domain.sop import Party
from bot.domain.standing import is_active
from bot.domain.timeline import Timeline
from bot.render.language import Say
from bot.render.text import acting, done, names, undo
from bot.render.text.privacy import open_chat_row


def message(say: Say, team: Team, plan: Plan, deputies: Sequence[Deputy] = ()) -> Message:
    """The group's sign-up message: a button a party, with how many have joined. `deputies`:
    those that stand or come.
    """
    text = paragraphs(
        [
            join([bold(say("Sign up as responsible")), names.sop_head(say, plan)]),
            say(
                "Please press the party you belong to. Pressing again takes your name off. "
                "Reminders to you come in your private chat with me."
            ),
            join(_joined(say, team, plan, p) for p in plan.sop.parties),
            join([_roles(say, team), *(acting.line(say, team, one) for one in deputies)]),
        ]
    )
    rows = tuple(
        (Button(_counted(say, team, plan, p), f"party p{plan.id} {p.id}"),)
        for p in plan.sop.parties
    )
    return Message(text, (*rows, open_chat_row(say)), about=(About(plan.id),))


def _joined(say: Say, team: Team, plan: Plan, party: Party) -> Text:
    people = team.responsible(plan.sop.id, (party.id,))
    listed = names.listed(say, [names.person(say, m.person) for m in people]) or say("nobody yet")
    return say("{party}: {people}", party=bold(party.short), people=listed)


def _counted(say: Say, team: Team, plan: Plan, party: Party) -> str:
    count = len(team.responsible(plan.sop.id, (party.id,)))
    return say.caption("{party} ({count})", party=names.shorten(party.short, 40), count=count)


def _roles(say: Say, team: Team) -> Text:
    chairs = names.listed(say, [names.person(say, m.person) for m in team.chairs])
    secretaries = names.listed(say, [names.person(say, m.person) for m in team.secretaries])
    return join(
        [
            say("Chair: {people}", people=chairs)
            if chairs
            else say("Chair: not named yet (the secretary types /chair and the name behind @)"),
            say("Secretary: {people}", people=secretaries) if secretaries else "",
        ]
    )


def see_above(say: Say) -> Text:
    """A reply to the sign-up message, which is still near."""
    return say("Please sign up or withdraw by the buttons of the message replied to here.")


def moved_below(say: Say) -> Text:
    """All that is left of a sign-up message that a newer one replaces."""
    return say("The newest sign-up message is further below.")


def came(say: Say, team: Team) -> Text:
    """In private, to somebody who came into the group, perhaps not for the first time."""
    return say(
        "You are in the group {team} now.\n"
        "Please sign up as responsible. If you had signed up before you left, please do so again.",
        team=names.team_name(team),
    )


def choice(say: Say, plan: Plan, mine: frozenset[str], person: Person) -> Message:
    """In private: one's own parties, to be switched by buttons."""
    rows = tuple(
        (
            Button(
                ("✓ " if p.id in mine else "") + names.shorten(p.short),
                f"party p{plan.id} {p.id}",
            ),
        )
        for p in plan.sop.parties
    )
    text = paragraphs(
        [
            join([bold(say("Your responsible parties")), names.sop_head(say, plan)]),
            say("Press a party to join it or to leave it."),
            _known_as(say, person),
        ]
    )
    return Message(text, rows, about=(About(plan.id),))


def _known_as(say: Say, person: Person) -> Text:
    if not person.official_name:
        return say("Your official name is not set. Type: /join official name, position")
    if not person.position:
        return say("You appear as {name}.", name=person.official_name)
    return say(
        "You appear as {name}, {position}.", name=person.official_name, position=person.position
    )


def ask_name(say: Say, person: Person) -> Text:
    return paragraphs(
        [
            bold(say("How should you appear in official messages?")),
            say(
                "Please reply with your official name and position, separated by a comma, "
                "for example\nนางสาวสมใจ ตัวอย่าง, นักวิเคราะห์นโยบายและแผน"
            ),
            say("To leave it at {name}, type “ยกเลิก”.", name=names.person(say, person)),
        ]
    )


def name_set(say: Say, person: Person) -> Text:
    """Name and position on lines of their own: what was taken for which can be seen."""
    position = person.position
    lines = [
        say("Recorded."),
        say("Name: {name}", name=person.official_name),
        say("Position: {position}", position=position) if position else "",
        say("If this is not right, type /join official name, position"),
    ]
    return join(lines)


def confirm_name(say: Say, name: str, position: str) -> Text:
    """As they were read, before they stand in any message."""
    lines = [
        say("Name: {name}", name=name),
        say("Position: {position}", position=position) if position else "",
        say("Is this right? If not, please type name and position again."),
    ]
    return join(lines)


def name_taken_back(say: Say, before: Person, now: Person) -> Text:
    """`before` the taking back, and `now`."""
    entry = say("Name: {name}", name=before.official_name)
    return join([undo.taken_back_entry(say, entry, now), _known_as(say, now)])


def name_left(say: Say, person: Person) -> Text:
    """It names what was cancelled: that the name was asked for may be long ago."""
    return say(
        "The name {name} stays as it is. You can set it at any time: /join official name, position",
        name=names.person(say, person),
    )


def joined_popup(say: Say, party: Party, joined: bool) -> str:
    if joined:
        return say.caption("You have joined {party}.", party=party.short)
    return say.caption("You have left {party}.", party=party.short)


def own_party_taken_back(say: Say, party: Party, person: Person, joined: bool) -> Text:
    """To have signed up, or off, is taken back: what was done, and by whom."""
    done = (
        say("Signed off: {party}", party=party.short)
        if joined
        else say("Signed up: {party}", party=party.short)
    )
    return undo.taken_back_entry(say, done, person)


def join_then_open_popup(say: Say, party: Party) -> str:
    return say.caption(
        "You have joined {party}. To get reminders, please press “Open my private chat” below, "
        "then Start.",
        party=party.short,
    )


def join_then_open(say: Say, party: Party) -> Message:
    """The same in the chat, where nothing is said beside it."""
    text = say(
        "You have joined {party}. To get reminders, please press the button below and send the "
        "message that stands there.",
        party=party.short,
    )
    return Message(text, (open_chat_row(say),))


def join_then_name_popup(say: Say, party: Party) -> str:
    return say.caption(
        "You have joined {party}. Please set your official name in your private chat with me.",
        party=party.short,
    )


def begins(say: Say, plan: Plan, line: Timeline, today: date) -> Text:
    """After set-up the group hears which steps run first, with their dates."""
    states = plan.states
    running = nearest(plan.sop, (n for n in sorted(states) if is_active(states, n)))
    if not running:
        return plain("")
    soon = [n for n in running if (line[n].start - today).days <= START_GAP]
    later = [n for n in running if n not in soon]
    begun = done.begins(say, plain(""), soon, line, plan)
    head = join([bold(say("The plan begins")), names.plan_head(say, plan), begun])
    next_head = bold(say("Next, not to begin yet:"))
    return paragraphs([head, done.begins(say, next_head, later, line, plan)])


def in_no_party(say: Say) -> Text:
    return say("You have not joined any responsible party.\nTo join one, type /join or “ลงชื่อ”.")


def _name_unreadable(say: Say, most: int) -> Text:
    return say(
        "Please type official name, position, or “ยกเลิก” – "
        "at most {most} letters each, for example\n"
        "นางสาวสมใจ ตัวอย่าง, นักวิเคราะห์นโยบายและแผน",
        most=most,
    )


def _name_of_another(say: Say) -> Text:
    return say(
        "Another member of the committee bears this name already.\n"
        "Please type your own official name, position. If two of you really have the same name, "
        "add what tells you apart, such as a nickname in brackets after it."
    )


REFUSALS: Mapping[str, Callable[..., Text]] = {
    "in-no-party": in_no_party,
    "name-unreadable": _name_unreadable,
    "name-of-another": _name_of_another,
}
