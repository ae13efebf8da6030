"""The page that tells how to subscribe to a calendar's address, in words without style."""

from __future__ import annotations

from bot.domain.people import Team
from bot.render.language import Say
from bot.render.text import names
from bot.render.text.file_page import Page


def mine(say: Say, team: Team, link: str, address: str) -> Page:
    """`link`: opens the calendar of a phone; `address`: to be copied."""
    return _calendar(say, say.caption("Calendar of my work"), team, link, address)


def whole(say: Say, team: Team, link: str, address: str) -> Page:
    return _calendar(say, say.caption("Calendar of the whole plan"), team, link, address)


def _calendar(say: Say, title: str, team: Team, link: str, address: str) -> Page:
    lines = (names.team_name(team),)
    button = say.caption("Add it to this device's calendar")
    return Page(title, lines, button, link=link, address=address)


def how(say: Say) -> Page:
    """By the words that stand on the screens of each."""
    lines = (
        say.caption("iPhone, iPad, Mac: press the button above and confirm the subscription."),
        say.caption(
            "Google Calendar: on a computer open calendar.google.com, press + beside “Other "
            "calendars”, choose “From URL” and paste the address."
        ),
        say.caption("It then shows in the calendar of an Android phone, too."),
        say.caption(
            "Outlook: choose “Add calendar”, then “Subscribe from web”, and paste the address."
        ),
    )
    note = say.caption(
        "The addresses are for you alone; please do not pass them on. If somebody else knows them, "
        "please press “Revoke the address” in the chat with the bot."
    )
    return Page(say.caption("How to add it"), lines, note=note)


def gone(say: Say) -> Page:
    """Whatever the reason is, it is not told: whoever guesses learns nothing."""
    line = say.caption(
        "For a new one, please type “ปฏิทิน” in the private chat with the bot and choose "
        "“A calendar that updates itself”."
    )
    return Page(say.caption("This calendar address does not work"), (line,))


def away(say: Say) -> Page:
    return Page(
        say.caption("The calendar cannot be had at the moment"),
        (say.caption("Please try again in a few minutes."),),
    )
