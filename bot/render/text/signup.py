"""Signing up: parties, official names, who cannot be reached yet."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from bot.domain.message import About, Button, Message, Text, bold, join, paragraphs, plain
from bot.domain.people import Member, Person, Team
from bot.domain.plan import Plan
from bot.domain.sop import Party
from bot.domain.status import is_active
from bot.domain.timeline import Timeline
from bot.render import dates
from bot.render.language import Say
from bot.render.text import names

CANCEL_WORD = "ยกเลิก"


def message(say: Say, team: Team, plan: Plan) -> Message:
    """The group's sign-up message: a button a party, with how many have joined."""
    text = paragraphs(
        [
            join([bold(say("Sign up as responsible")), names.plan_head(say, plan)]),
            say(
                "Please press the party you belong to. Pressing again takes your name off. "
                "Reminders to you come in your private chat with me."
            ),
            join(_joined(say, team, plan, p) for p in plan.sop.parties),
            _roles(say, team),
        ]
    )
    rows = tuple(
        (Button(_counted(say, team, plan, p), f"party p{plan.id} {p.id}"),)
        for p in plan.sop.parties
    )
    open_chat = (Button(say.caption("Open my private chat"), invite="start"),)
    return Message(text, (*rows, open_chat), about=(About(plan.id),))


def _joined(say: Say, team: Team, plan: Plan, party: Party) -> Text:
    people = team.responsible(plan.sop.id, (party.id,))
    listed = ", ".join(names.person(say, m.person) for m in people) or say.caption("nobody yet")
    return say("{party}: {people}", party=bold(party.short), people=listed)


def _counted(say: Say, team: Team, plan: Plan, party: Party) -> str:
    count = len(team.responsible(plan.sop.id, (party.id,)))
    return say.caption("{party} ({count})", party=names.shorten(party.short, 40), count=count)


def _roles(say: Say, team: Team) -> Text:
    chairs = ", ".join(names.person(say, m.person) for m in team.chairs)
    secretaries = ", ".join(names.person(say, m.person) for m in team.secretaries)
    return join(
        [
            say("Chair: {people}", people=chairs)
            if chairs
            else say("Chair: not named yet (the secretary replies to the chair's message: /chair)"),
            say("Secretary: {people}", people=secretaries) if secretaries else "",
        ]
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
            join([bold(say("Your responsible parties")), names.plan_head(say, plan)]),
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
                "for example\nดร.อารีย์ ตัวอย่าง, นักวิชาการสาธารณสุขชำนาญการ"
            ),
            say("To leave it at {name}, type ยกเลิก.", name=names.person(say, person)),
        ]
    )


def name_set(say: Say, person: Person) -> Text:
    return join([say("Recorded."), _known_as(say, person)])


def name_left(say: Say) -> Text:
    return say("Nothing was changed. You can set it at any time: /join official name, position")


def joined_popup(say: Say, party: Party, joined: bool) -> str:
    if joined:
        return say.caption("You have joined {party}.", party=party.short)
    return say.caption("You have left {party}.", party=party.short)


def join_then_name_popup(say: Say, party: Party) -> str:
    return say.caption(
        "You have joined {party}. Please set your official name in your private chat with me.",
        party=party.short,
    )


def unreachable(say: Say, team: Team, people: Sequence[Person]) -> Text:
    """To the secretary, in private."""
    return join(
        [
            bold(say("Not yet reachable in private ({team})", team=team.name)),
            *(say("• {name}", name=names.person(say, p)) for p in people),
            say("They get no reminders of their own until they open a private chat with me."),
        ]
    )


def invitation(say: Say, code: str) -> Message:
    """To the group, naming nobody."""
    text = say(
        "To get reminders of your own steps, please press the button and then Start. "
        "It opens a private chat with me."
    )
    return Message(text, ((Button(say.caption("Open my private chat"), invite=code),),))


def begins(say: Say, plan: Plan, line: Timeline, today: date) -> Text:
    """After set-up the group hears which steps run first, with their dates."""
    states = plan.states
    running = [n for n in sorted(states) if is_active(states, n)]
    if not running:
        return plain("")
    head = bold(say("The plan begins"))
    lines = (
        say(
            "{step}\n{span} · responsible: {parties}",
            step=names.step(say, plan.sop.step(n)),
            span=dates.span(line[n].start, line[n].due, say.language),
            parties=names.parties(plan.sop, plan.sop.step(n).parties, short=True),
        )
        for n in running
    )
    return join([head, names.plan_head(say, plan), *lines])


def left(say: Say, team: Team, member: Member) -> Text:
    """To secretary and chair: somebody with a duty left the group."""
    return say(
        "{person} has left the group {team}; his or her parties and roles there have ended.\n"
        "Please assign somebody else if needed (/assign, /chair, /secretary).",
        person=names.person(say, member.person),
        team=team.name,
    )


def _in_no_party(say: Say) -> Text:
    return say("You have not joined any responsible party.\nTo join one, type /join or ลงชื่อ.")


def _name_unreadable(say: Say, most: int) -> Text:
    return say(
        "Please type official name, position, or ยกเลิก – at most {most} letters each, for example\n"
        "นางสาวสมใจ ตัวอย่าง, นักวิเคราะห์นโยบายและแผน",
        most=most,
    )


REFUSALS: Mapping[str, Callable[..., Text]] = {
    "in-no-party": _in_no_party,
    "name-unreadable": _name_unreadable,
}
