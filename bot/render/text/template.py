"""The office's own form for the report: what is in use, how one is made, why one is not taken."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from bot.domain.files import Template
from bot.domain.message import Button, Text, bold, join, paragraphs
from bot.domain.people import Team
from bot.domain.spelling import visible
from bot.render import dates
from bot.render.documents.placeholders import Placeholder, written
from bot.render.language import Say
from bot.render.text import names, undo
from bot.render.text.attach import size

Rows = tuple[tuple[Button, ...], ...]


def card(say: Say, team: Team, used: Template | None) -> Text:
    """What is in use, and how another comes in its place."""
    head = bold(say("The office's own form for the report (Word)"))
    now = _used(say, team, used) if used else say("None is in use: reports have the system's form.")
    return paragraphs([join([head, now]), _how(say), known(say)])


def in_private(say: Say, command: str) -> Text:
    """In place of it in a group. `command`: as people type it."""
    return say(
        "The form is set in private. Please type “{command}” in the private chat with this system.",
        command=command,
    )


def _used(say: Say, team: Team, used: Template) -> Text:
    day = dates.short_date(team.rules.local_day(used.sent_at), say.language)
    extent = size(used.size)
    return say("In use: {name} ({size}), sent on {day}", name=used.name, size=extent, day=day)


def _how(say: Say) -> Text:
    return join(
        [
            bold(say("To use your own")),
            say("1. In a Word file (.docx, at most 5 MB) type the placeholders where they belong."),
            say("2. Send the file here within an hour."),
            say("It must hold no macros, links or embedded objects."),
        ]
    )


def known(say: Say) -> Text:
    listed = "  ".join(written(one, say.language) for one in Placeholder)
    return join([bold(say("Placeholders")), listed])


def rows(say: Say, team: Team, used: Template | None) -> Rows:
    sample = (Button(say.caption("Sample of a form (Word)"), f"template t{team.id} sample"),)
    if used is None:
        return (sample,)
    return (
        (Button(say.caption("Get the form in use"), f"template t{team.id} get"),),
        (Button(say.caption("Use it no more"), f"template t{team.id} drop"),),
        sample,
    )


def handed_back(say: Say, used: Template) -> Text:
    return say("The form in use: {name}", name=used.name)


def sample(say: Say) -> Text:
    return say(
        "A sample with all placeholders.\n"
        "Please change it as the office needs it, and send it here."
    )


def taken(say: Say, used: Template) -> Text:
    head = bold(say("Reports have this form from now on"))
    return join([head, f"{used.name} ({size(used.size)})"])


def put_away(say: Say) -> Text:
    return say("Reports have the system's form from now on.")


def undo_row(say: Say, team: int, former: Template | None) -> Rows:
    return ((undo.button(say, back(team, former)),),)


def back(team: int, former: Template | None) -> str:
    """The command line that leads back to the one that was in use before, or to none."""
    return f"template t{team} " + (f"use m{former.id}" if former is not None else "drop")


def send_it(say: Say) -> Text:
    return say("Please send the Word file here. To stop, type “ยกเลิก”.")


def refused(say: Say, name: str, why: Text) -> Text:
    head = bold(say("File “{name}” cannot be used as a form", name=name))
    return join([head, why])


def _not_fetched(say: Say) -> Text:
    return say("It could not be fetched.\nPlease type “แม่แบบรายงาน” and send it again.")


def _one_file(say: Say) -> Text:
    return say("Please send one Word file, alone.")


def _too_large(say: Say, limit: int) -> Text:
    return say("It is larger than {limit}.\nPlease make its pictures smaller.", limit=size(limit))


def _not_word(say: Say) -> Text:
    return say("It is no Word document (.docx).\nPlease save it in Word as .docx.")


def _too_much(say: Say) -> Text:
    return say(
        "It unpacks to more than a form may hold.\n"
        "Please take pages and pictures out that no form needs."
    )


def _broken(say: Say) -> Text:
    return say("It is damaged, or protected.\nPlease save it in Word anew, without a password.")


def _macros(say: Say) -> Text:
    return say("It holds macros.\nPlease save it in Word as .docx, without macros.")


def _links(say: Say, what: str) -> Text:
    return say(
        "It holds a link to something outside: {what}\n"
        "Please remove all links: to web pages, linked pictures and linked templates.",
        what=_shown(what),
    )


def _embedded(say: Say, what: str) -> Text:
    return say(
        "It holds an embedded object: {what}\nPlease remove it, or put a picture in its place.",
        what=_shown(what),
    )


def _fields(say: Say, what: str) -> Text:
    return say(
        "It holds a field that is not allowed: {what}\n"
        "Page numbers, dates and tables of contents are. Please remove the others.",
        what=_shown(what),
    )


def _unknown(say: Say, unknown: Sequence[str]) -> Text:
    shown = "  ".join("{{" + _shown(name) + "}}" for name in unknown[:_MOST_NAMES])
    return join([say("These placeholders are not known: {names}", names=shown), known(say)])


def _unclosed(say: Say, where: str) -> Text:
    return say(
        "A placeholder is not closed: {where}\nEach begins with two braces and ends with two.",
        where=_shown(where),
    )


def _empty(say: Say) -> Text:
    return join([say("It holds no placeholder, so nothing could be filled in."), known(say)])


def _gone(say: Say) -> Text:
    return say("No form of the office is in use.\nPlease type “แม่แบบรายงาน” to send one.")


def _lost(say: Say, name: str) -> Text:
    return say(
        "The office's own form “{name}” is damaged or lost.\n"
        "Please type “แม่แบบรายงาน” to send it anew, or to use it no more.",
        name=name,
    )


def _shown(what: str) -> str:
    return names.shorten(visible(what), _MOST_SHOWN)


_MOST_SHOWN = 60
_MOST_NAMES = 10
REFUSALS: Mapping[str, Callable[..., Text]] = {
    "template-not-fetched": _not_fetched,
    "template-one-file": _one_file,
    "template-too-large": _too_large,
    "template-not-word": _not_word,
    "template-too-much": _too_much,
    "template-broken": _broken,
    "template-macros": _macros,
    "template-links": _links,
    "template-embedded": _embedded,
    "template-fields": _fields,
    "template-unknown": _unknown,
    "template-unclosed": _unclosed,
    "template-empty": _empty,
    "template-gone": _gone,
    "template-lost": _lost,
}
