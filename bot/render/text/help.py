"""The help: what one can type, Thai words first, and which of them a slip of the finger meant.

Examples tell more than a grammar.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import get_close_matches
from enum import StrEnum

from bot.domain.message import Button, Message, Text, bold, join, paragraphs, plain
from bot.render import dates
from bot.render.language import Say

AHEAD = timedelta(days=14)
"""How far from today the day of an example is: a due date or a meeting is to come."""
ALIKE = 0.72
"""How alike a mistyped command must be: /stauts is meant, /ban of another bot is not."""


BEGUN = 4
"""Letters of a command's beginning by which it is known."""


class Section(StrEnum):
    """Where in the help a command stands."""

    FOLLOWING = "following"
    RECORDING = "recording"
    BELONGING = "belonging"
    STEPS = "steps"
    PEOPLE = "people"
    PLANNING = "planning"


@dataclass(frozen=True, slots=True)
class Line:
    """A command as the help tells of it; the table of commands makes the lines, in its order."""

    name: str
    """In Latin, without the slash."""
    word: str
    summary: str
    section: Section
    example: str = ""
    """What may follow; `{day}` in it becomes a day to come."""
    is_common: bool = False
    """One of the few that a group's short help names."""
    takes_words: bool = False
    """People write words after it, not only numbers."""


Lines = Sequence[Line]


def menu_title(say: Say) -> str:
    """On the bar that opens the menu below a private chat; LINE shows 14 letters of it."""
    return say.caption("Menu")


def for_members(say: Say, lines: Lines, today: date, *, steers: bool) -> Message:
    """Who steers gets a button to the second page."""
    text = paragraphs(
        [
            join([bold(say("What you can type")), _how(say)]),
            _part(say, say("Following the work"), lines, today, Section.FOLLOWING),
            _part(say, say("Recording"), lines, today, Section.RECORDING),
            _part(say, say("Belonging"), lines, today, Section.BELONGING),
        ]
    )
    return Message(text, ((_to_steering(say),),) if steers else ())


def for_steerers(say: Say, lines: Lines, today: date) -> Message:
    """The second page: what the secretary and the chair decide."""
    text = paragraphs(
        [
            bold(say("For the secretary and the chair")),
            _part(say, say("Steps"), lines, today, Section.STEPS),
            join([_part(say, say("Persons"), lines, today, Section.PEOPLE), _how_to_name(say)]),
            _part(say, say("Plan"), lines, today, Section.PLANNING),
        ]
    )
    return Message(text, ((Button(say.caption("For members"), "help members"),),))


def in_group(say: Say, lines: Lines, today: date) -> Message:
    """Short; the pages are behind buttons."""
    common = (_line(say, line, today) for line in lines if line.is_common)
    text = join([bold(say("What you can type")), _how(say), *common])
    return Message(
        text, ((Button(say.caption("All commands"), "help members"), _to_steering(say)),)
    )


def unknown(say: Say, spelled: str, action: str, guess: Line | None) -> Message:
    """A clear answer with what was probably meant, behind a button."""
    head = say("There is no command {spelled}.", spelled=spelled)
    rest = say("Type “ช่วยเหลือ” or /help to see all commands.")
    if guess is None:
        return Message(join([head, rest]))
    return Message(join([head, _meant(say, guess), rest]), ((Button(guess.word, action),),))


def _meant(say: Say, guess: Line) -> Text:
    if say.can.slashes:
        return say("Did you mean {word} (/{name})?", word=bold(guess.word), name=guess.name)
    return say("Did you mean {word}?", word=bold(guess.word))


def nearly(say: Say, typed: str, action: str) -> Message:
    """One line, the right form, and a button that does it."""
    return Message(
        say("If this is what you mean, please type “{typed}”.", typed=typed),
        ((Button(typed, action),),),
    )


def nearest(spelled: str, lines: Lines) -> Line | None:
    """The command that was probably meant."""
    by_spelling = {key: line for line in lines for key in (line.name, line.word)}
    begun = {line.name for key, line in by_spelling.items() if _begins(spelled.lower(), key)}
    if len(begun) == 1:
        return next(line for line in lines if line.name in begun)
    found = get_close_matches(spelled.lower(), by_spelling, n=1, cutoff=ALIKE)
    return by_spelling[found[0]] if found else None


def _begins(spelled: str, key: str) -> bool:
    """/ขยาย, /exten: the rest of the word is only left off."""
    return len(spelled) >= BEGUN and key.startswith(spelled)


def _how(say: Say) -> Text:
    if not say.can.slashes:
        return say("In reply to a notice no step number is needed.")
    return say(
        "Thai words or / commands, both will do. In reply to a notice no step number is needed."
    )


def _how_to_name(say: Say) -> Text:
    if say.can.authors:
        return say("(in reply to the person's message, or followed by @name)")
    return say("(in the group, followed by @ and the person chosen there)")


def _part(say: Say, title: Text, lines: Lines, today: date, section: Section) -> Text:
    own = (line for line in lines if line.section is section)
    return join([bold(title), *(_line(say, line, today) for line in own)])


def _line(say: Say, line: Line, today: date) -> Text:
    day = dates.typed(today + AHEAD)
    example = " " + say.caption(line.example, day=day) if line.example else ""
    told = {"word": bold(line.word), "example": plain(example), "summary": say(line.summary)}
    if not say.can.slashes:
        return say("{word}{example} – {summary}", **told)
    return say("{word}{example} (/{name}) – {summary}", name=line.name, **told)


def _to_steering(say: Say) -> Button:
    return Button(say.caption("For the secretary and the chair"), "help steering")
