"""Who acts for whom, and on which days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.domain.message import Button, Message, Text, bold, join, paragraphs, plain
from bot.domain.people import Deputy, Person, Team
from bot.render import dates
from bot.render.language import Say
from bot.render.text import acting, cancelled, chair_letter, names, roles, undo

MOST_OF_NAME = 20
"""Characters on a button, that the days stand there, too."""
Rows = tuple[tuple[Button, ...], ...]


def given(say: Say, team: Team, one: Deputy, by: Person) -> Text:
    """To the group, and where it was recorded."""
    return join(
        [
            bold(_recorded(say, one)),
            acting.acts_for(say, team, one),
            days(say, one),
            say("Recorded by {person}", person=names.person(say, by)),
        ]
    )


def _recorded(say: Say, one: Deputy) -> Text:
    if one.delegated:
        return say("The deputy by delegation has been recorded")
    return say("The deputy has been recorded")


def unreachable(say: Say, deputy: Person) -> Text:
    """What comes in private in these days would reach nobody."""
    if deputy.private_chat is not None:
        return plain("")
    return roles.open_chat_please(say, deputy, chair=False)


def ended(say: Say, team: Team, one: Deputy, by: Person) -> Text:
    return join(
        [
            bold(_has_ended(say, one)),
            acting.acts_for(say, team, one),
            say("Recorded by {person}", person=names.person(say, by)),
        ]
    )


def _has_ended(say: Say, one: Deputy) -> Text:
    if one.delegated:
        return say("The time of the deputy by delegation has been ended")
    return say("The deputy's time has been ended")


def again(say: Say, team: Team, one: Deputy, by: Person) -> Text:
    """The ending is taken back."""
    days = dates.span(one.since, one.until, say.language)
    entry = say("Ended: {acts} · {days}", acts=acting.acts_for(say, team, one), days=days)
    return undo.taken_back_entry(say, entry, by)


def days(say: Say, one: Deputy) -> Text:
    since, until = (dates.long_date(day, say.language) for day in (one.since, one.until))
    if one.since == one.until:
        return say("On {day}", day=since)
    return say("From {since} until {until}", since=since, until=until)


def listed(say: Say, team: Team, found: Sequence[Deputy], rows: Rows, example: date) -> Message:
    """`example`: a day to come."""
    head = bold(say("Deputies"))
    lines = [acting.line(say, team, one) for one in found] or [
        say("Nobody acts for anybody at present.")
    ]
    how = say(
        "To record one, press the button, or type for example\nรักษาการ @malee {first} ถึง {last}",
        **acting.example_days(say, example),
    )
    return Message(paragraphs([join([head, *lines]), how]), rows)


def end_label(say: Say, team: Team, one: Deputy) -> str:
    days = dates.span(one.since, one.until, say.language)
    person = names.shorten(acting.called(say, team, one.deputy), MOST_OF_NAME)
    return say.caption("End: {person} · {days}", person=person, days=days)


def you_act(say: Say, team: Team, one: Deputy) -> Text:
    """To the deputy, once, when it is recorded: with the days, so that none need be told again."""
    return join(
        [
            bold(_you_are(say, team, one)),
            acting.acts_for(say, team, one),
            days(say, one),
            say(
                "In these days you get this person's reminders, and may do here what he or she may."
            ),
            say("Afterwards all is as before; nothing need be done."),
        ]
    )


def _you_are(say: Say, team: Team, one: Deputy) -> Text:
    called = names.team_name(team)
    if one.delegated:
        return say("You are recorded as a deputy by delegation ({team})", team=called)
    return say("You are recorded as a deputy ({team})", team=called)


def acted_for_you(say: Say, team: Team, one: Deputy, committee: str) -> Text:
    """To who is away, if somebody else has recorded it."""
    member = team.member(one.person)
    body = join(
        [
            acting.acts_for(say, team, one),
            days(say, one),
            say("In these days the deputy gets your reminders. What you may do here stays."),
        ]
    )
    subject = say("A deputy for you in this system")
    if one.delegated:
        subject = say("A deputy by delegation for you in this system")
    if member is not None and member.chair and not member.secretary:
        return chair_letter.letter(say, committee, [body], to_consider=False, subject=subject)
    return join([bold(subject), body])


def over(say: Say, team: Team, one: Deputy) -> Text:
    """To both, when it was ended before its last day, or taken back."""
    head = bold(_has_ended(say, one))
    return join([head, acting.acts_for(say, team, one), say("Reminders go as before.")])


def in_place(say: Say, team: Team, reader: Person, today: date) -> Text:
    """In a letter to the chair that the deputy reads."""
    member = team.member(reader.id)
    if member is None or member.chair:
        return plain("")
    chairs = {m.person.id for m in member.acts_for if m.chair}
    own = (d for d in team.deputies if d.deputy == reader.id and d.meets(today, today))
    return join(_as_deputy(say, team, one) for one in own if one.person in chairs)


def _as_deputy(say: Say, team: Team, one: Deputy) -> Text:
    person = acting.with_office(say, team, one.person)
    until = dates.long_date(one.until, say.language)
    if one.delegated:
        return say(
            "To you as acting by delegation for {person} until {until}", person=person, until=until
        )
    return say("To you as acting for {person} until {until}", person=person, until=until)


def choose_whose(say: Say, rows: Rows, question: str) -> Message:
    text = say("For whom is a deputy to be recorded?")
    return Message(text, (*rows, (cancelled.button(say, question),)))


def choose_deputy(say: Say, whose: Person, rows: Rows, question: str) -> Message:
    text = say("Who is to act for {person}?", person=names.person(say, whose))
    return Message(text, (*rows, (cancelled.button(say, question),)))


def ask_days(say: Say, whose: Person, deputy: Person, rows: Rows, example: date) -> Message:
    who = say(
        "{deputy} is to act for {person}",
        deputy=names.person(say, deputy),
        person=names.person(say, whose),
    )
    asks = say(
        "From which day until which day? Please press a button, or type for example "
        "{first} – {last}",
        **acting.example_days(say, example),
    )
    return Message(join([bold(who), asks]), rows, asks=True)
