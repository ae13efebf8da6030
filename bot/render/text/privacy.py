"""What is kept about a person: the notice for everybody, and to each one's eyes one's own data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.message import Button, Message, Text, bold, join, paragraphs
from bot.domain.people import Member, Person, Team
from bot.domain.personal_data import Kept, Share
from bot.domain.spelling import visible
from bot.render import dates
from bot.render.language import Say
from bot.render.text import names
from bot.render.text.settings import LANGUAGE_NAMES


@dataclass(frozen=True, slots=True)
class Part:
    """What a person is in one team, and did there. `member` None: no longer one."""

    team: Team
    member: Member | None
    parties: Sequence[str]
    share: Share


def notice(say: Say) -> Text:
    """The notice that the law on personal data asks for."""
    return join(
        [
            bold(say("Personal data")),
            say(
                "Kept: your id and username on this platform, the name shown there, your official "
                "name and position, your role, your groups and language, what you record here, "
                "and the files you send."
            ),
            say("Other chat text is not kept."),
            say("Please send no patient data and no classified papers."),
            say(
                "To see your data, type “ข้อมูลส่วนบุคคล” or /privacy, to erase it “ลบข้อมูลของฉัน” or "
                "/forget, in your private chat with me."
            ),
            say("For questions, or to have something corrected, please ask the secretary."),
        ]
    )


def in_group(say: Say) -> Message:
    """One's own data is nobody else's matter."""
    text = paragraphs([notice(say), say("Your own data is shown only in your private chat.")])
    return Message(text, (open_chat_row(say),))


def open_chat_row(say: Say) -> tuple[Button, ...]:
    return (Button(say.caption("Open my private chat"), invite="start"),)


def own(say: Say, person: Person, kept: Kept, parts: Sequence[Part]) -> Message:
    """In private: the notice, and everything that stands about this person."""
    where = say("The entries stand under “ประวัติ”, the files under “เอกสาร”.") if parts else ""
    text = paragraphs(
        [notice(say), _about(say, person, kept), *(_part(say, part) for part in parts), where]
    )
    return Message(text, ((Button(say.caption("Erase my data"), "forget"),),))


def _about(say: Say, person: Person, kept: Kept) -> Text:
    groups, name = ", ".join(kept.groups), visible(person.name)
    return join(
        [
            bold(say("Your own data")),
            say("Account id: {ids}", ids=", ".join(kept.accounts)),
            say("Username: {username}", username=person.username) if person.username else "",
            say("Name shown: {name}", name=name) if name else "",
            say("Official name: {name}", name=person.official_name) if person.official_name else "",
            say("Position: {position}", position=person.position) if person.position else "",
            say("Language: {language}", language=LANGUAGE_NAMES[person.language]),
            say("Met in these groups: {groups}", groups=groups) if groups else "",
        ]
    )


def _part(say: Say, part: Part) -> Text:
    counts = say(
        "Entries recorded: {entries} · files sent: {files}",
        entries=part.share.entries,
        files=part.share.files,
    )
    head = bold(names.team_name(part.team))
    if part.member is None:
        return join([head, say("No longer a member"), counts])
    return join([head, *_membership(say, part, part.member), counts])


def _membership(say: Say, part: Part, member: Member) -> list[Text | str]:
    joined = ", ".join(part.parties)
    since = member.joined_at
    day = dates.short_date(part.team.rules.local_day(since), say.language) if since else ""
    return [
        say("Your role: {role}", role=_role(say, member)),
        say("Signed up as: {parties}", parties=joined) if joined else "",
        say("Member since {day}", day=day) if day else "",
    ]


def _role(say: Say, member: Member) -> Text:
    return join(names.offices(say, member), ", ") or say("member")
