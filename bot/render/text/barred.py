"""What is said of a group that takes no message of ours: to the secretary, and to the chair."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from bot.domain.errors import Barred
from bot.domain.message import Text, bold, join, plain
from bot.domain.notices import Notice
from bot.domain.people import Team
from bot.domain.rules import Kind
from bot.render import dates
from bot.render.language import N_, Say
from bot.render.text import chair_letter, names

_WHY: Mapping[Barred, str] = {
    Barred.RIGHTS: N_("The group does not let the system send messages."),
    Barred.TOPIC: N_("The topics of the group are closed."),
}


def barred(
    say: Say, team: Team, why: Barred, waiting: Collection[Notice], steps: Collection[int] = ()
) -> Text:
    """The first word of it. `waiting`: what could not be told; `steps`: what else was about."""
    about = say("About: {steps}", steps=names.step_numbers(say, steps)) if steps else plain("")
    return join(
        [
            bold(say("Messages cannot be sent to the group of {team}", **_named(team))),
            say(_WHY[why]),
            _waiting(say, waiting) or about,
            say("An administrator of the group can mend it:"),
            _mend(say, why),
            say("• or make the system an administrator of the group"),
            say("After that what still matters will be sent to the group."),
            say("Until then please tell the members in another way."),
        ]
    )


def still(say: Say, team: Team, since: date, waiting: Collection[Notice], lost: int) -> Text:
    """What else did not arrive, in a line a day. `lost`: messages since then, none of them sent
    again.
    """
    head = say(
        "Messages cannot be sent to the group of {team} (since {day})",
        **_named(team),
        day=dates.short_date(since, say.language),
    )
    mend = say("Please have an administrator make the system an administrator of the group.")
    return join([bold(head), _waiting(say, waiting), _lost(say, lost), mend])


def over(say: Say, team: Team, lost: int) -> Text:
    head = bold(say("Messages can be sent to the group of {team} again", **_named(team)))
    what = say("What still matters of the notices that waited is sent to the group.")
    return join([head, what, _lost(say, lost)])


def letter(say: Say, team: Team, why: Barred, since: date) -> Text:
    body = [
        say(
            "Since {day} the system has not been able to send messages to the group of {team}.",
            **_named(team),
            day=dates.long_date(since, say.language),
        ),
        join(
            [
                say(_WHY[why]),
                say("The secretary has been told how it can be mended."),
                say("Notices to single persons go on as before."),
            ]
        ),
    ]
    return _letter(say, team, body)


def over_to_chair(say: Say, team: Team) -> Text:
    said = say("Messages can be sent to the group of {team} again", **_named(team))
    return _letter(say, team, [said])


def _named(team: Team) -> dict[str, str]:
    return {"team": names.team_name(team)}


def _mend(say: Say, why: Barred) -> Text:
    if why is Barred.TOPIC:
        return say("• open the topic of the notices again")
    return say("• let members send messages (in the settings of the group)")


def _waiting(say: Say, waiting: Iterable[Notice]) -> Text:
    lines = [_notice(say, one) for one in waiting]
    return join([say("Not yet told to the group:"), *lines]) if lines else plain("")


def _notice(say: Say, notice: Notice) -> Text:
    """By its dates: what it counts differs from day to day."""
    if notice.step is None or notice.due is None:
        return say("• The weekly summary")
    if notice.kind is Kind.START:
        return say("• Step {number}: begins", number=notice.step)
    due = dates.short_date(notice.due, say.language)
    if notice.kind is Kind.OVERDUE:
        return say("• Step {number}: overdue (due {due})", number=notice.step, due=due)
    return say("• Step {number}: due {due}", number=notice.step, due=due)


def _lost(say: Say, lost: int) -> Text:
    if not lost:
        return plain("")
    return say.plural(
        "{count} other message to the group was lost; it will not be sent again.",
        "{count} other messages to the group were lost; they will not be sent again.",
        lost,
    )


def _letter(say: Say, team: Team, body: Sequence[Text]) -> Text:
    subject = say("Sending messages in the group")
    return chair_letter.letter(say, names.team_name(team), body, to_consider=False, subject=subject)
