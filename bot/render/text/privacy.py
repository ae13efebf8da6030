"""What is kept about a person: the notice for everybody, and to each one's eyes one's own data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.message import Button, Message, Text, bold, join, paragraphs
from bot.domain.office import Office
from bot.domain.people import Deputy, Member, Person, Team
from bot.domain.personal_data import Kept, Share
from bot.domain.spelling import visible
from bot.domain.subscription import Subscription
from bot.render import dates
from bot.render.language import Say
from bot.render.text import acting, calendar, names
from bot.render.text.settings import LANGUAGE_NAMES


@dataclass(frozen=True, slots=True)
class Part:
    """What a person is in one team, and did there. `member` None: no longer one."""

    team: Team
    member: Member | None
    parties: Sequence[str]
    share: Share
    subscription: Subscription | None = None
    """To the team's plans, by a calendar of the person's."""


def notice(say: Say, office: Office) -> Text:
    """The notice of section 23, Personal Data Protection Act B.E. 2562 (PDPA).

    Basis: section 24 (4), a task in the public interest. It claims nothing that the program does
    not do; what the office has to do is told as the office's.
    """
    return paragraphs([_kept(say, office), _shared(say), _rights(say, office)])


def _kept(say: Say, office: Office) -> Text:
    controller = office.name or say("the office that runs this system")
    return join(
        [
            bold(say("Personal data")),
            say("Controller: {office}", office=controller),
            say("Purpose: to follow up the committee's work and to record it"),
            say("Legal basis: a task in the public interest (section 24 (4) of the Act of 2562)"),
            _data(say),
            say("Of an address for your calendar: when you made it and when it was last read."),
            _talk(say),
            say("Without this data one cannot sign up or record anything here."),
            say(
                "Kept until the end of the fiscal year after the plan's.\n"
                "The office then deletes it; the system deletes nothing by itself."
            ),
        ]
    )


def _data(say: Say) -> Text:
    if not say.can.usernames:
        return say(
            "Kept: your id and shown name in this chat app, your official name and position, your "
            "role and since when, your groups and language, what you record here, and the files "
            "you send."
        )
    return say(
        "Kept: your id, username and shown name in this chat app, your official name and "
        "position, your role and since when, your groups and language, what you record "
        "here, and the files you send."
    )


def _talk(say: Say) -> Text:
    if not say.can.captions:
        return say(
            "Other chat text is not kept. Of photos or files sent in a group the messages may be "
            "held for an hour at most, for the reply that says what they are."
        )
    return say(
        "Other chat text is not kept. Of photos or files sent in a group the messages may "
        "be held for an hour at most, for the caption or the reply that says what they are."
    )


def _shared(say: Say) -> Text:
    return join(
        [
            bold(say("Who gets it")),
            say("• members of the same committee, and whoever runs the system for the office"),
            say("• the provider of this chat app, and of storage if one is used, perhaps abroad"),
            say("Please send no patient data and no classified papers."),
        ]
    )


def _rights(say: Say, office: Office) -> Text:
    """Sections 30 to 36 and 73; what the program does for them, and who does the rest."""
    contact = office.contact or say("the committee's secretary")
    return join(
        [
            bold(say("Your rights")),
            say("To see, to copy, to correct, to erase, to restrict, and to object"),
            say("• To see your data: type “ข้อมูลส่วนบุคคล” or /privacy in your private chat with me."),
            say("• To correct name and position: type “ลงชื่อ” or /join, name, position."),
            say(
                "• To erase it: type “ลบข้อมูลของฉัน” or /forget in your private chat with me. "
                "Entries and files stay, without your name."
            ),
            say("• For anything else, please ask {contact}.", contact=contact),
            say("Data protection officer: {contact}", contact=office.protection)
            if office.protection
            else "",
            say("To complain: the Personal Data Protection Committee's office"),
        ]
    )


def short_notice(say: Say) -> Text:
    """To a group: who never opens a private chat is recorded, too."""
    return join(
        [
            say(
                "Of those who use the system here their id, name, entries and files are kept, "
                "for the committee's work only."
            ),
            say("To read the whole notice on personal data, press the button or type /privacy."),
            say("Please send no patient data and no classified papers here."),
        ]
    )


def in_group(say: Say, office: Office) -> Message:
    """One's own data is nobody else's matter."""
    own = say("Your own data is shown only in your private chat.")
    text = paragraphs([notice(say, office), own])
    return Message(text, (open_chat_row(say),))


def open_chat_row(say: Say) -> tuple[Button, ...]:
    return (Button(say.caption("Open my private chat"), invite="start"),)


def own(
    say: Say,
    office: Office,
    person: Person,
    kept: Kept,
    accounts: Sequence[str],
    parts: Sequence[Part],
) -> Message:
    """In private: the notice, and everything that stands about this person."""
    where = say("The entries stand under “ประวัติ”, the files under “เอกสาร”.") if parts else ""
    text = paragraphs(
        [
            notice(say, office),
            _about(say, person, kept, accounts),
            *(_part(say, part) for part in parts),
            where,
        ]
    )
    return Message(text, ((Button(say.caption("Erase my data"), "forget"),),))


def _about(say: Say, person: Person, kept: Kept, accounts: Sequence[str]) -> Text:
    groups, name = ", ".join(kept.groups), visible(person.name)
    return join(
        [
            bold(say("Your own data")),
            say("Account id: {ids}", ids=", ".join(accounts)),
            say("Username: {username}", username=person.username) if person.username else "",
            say("Name shown: {name}", name=name) if name else "",
            say("Official name: {name}", name=person.official_name) if person.official_name else "",
            say("Position: {position}", position=person.position) if person.position else "",
            say("Language: {language}", language=LANGUAGE_NAMES[person.language]),
            say("Met in these groups: {groups}", groups=groups) if groups else "",
            *(say("Reason for an absence: {reason}", reason=told) for told in kept.absences),
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
    joined = names.listed(say, part.parties)
    since = member.joined_at
    day = dates.short_date(part.team.rules.local_day(since), say.language) if since else ""
    return [
        say("Your role: {role}", role=_role(say, member)),
        say("Signed up as: {parties}", parties=joined) if joined else "",
        say("Member since {day}", day=day) if day else "",
        *(acting.line(say, part.team, one) for one in _deputies(part.team, member.person)),
        _calendar(say, part),
    ]


def _calendar(say: Say, part: Part) -> Text:
    if part.subscription is None:
        return join([])
    told = calendar.standing(say, part.subscription, part.team.rules.tz)
    return say("Address for your calendar: {told}", told=join(told, " · "))


def _deputies(team: Team, person: Person) -> list[Deputy]:
    return [d for d in team.deputies if person.id in (d.person, d.deputy)]


def _role(say: Say, member: Member) -> Text:
    return names.listed(say, names.offices(say, member)) or say("member")
