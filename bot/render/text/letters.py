"""Number and date that a document bears, as one line."""

from __future__ import annotations

from bot.domain.documents import letter_of
from bot.domain.files import File
from bot.domain.letters import Letter, without
from bot.domain.message import Text, plain
from bot.domain.plan import Plan
from bot.render import dates
from bot.render.language import Say


def line(say: Say, plan: Plan, file: File) -> Text:
    """Of a kept file; empty where nothing is known."""
    return told(say, letter_of(plan.states[file.step], file))


def described(plan: Plan, file: File) -> str:
    """What its sender said it is; number and date, which have their own line, are not repeated."""
    letter, day = letter_of(plan.states[file.step], file), plan.rules.local_day(file.sent_at)
    return without(file.description, letter, day) if letter else file.description


def told(say: Say, letter: Letter) -> Text:
    day = dates.short_date(letter.dated, say.language) if letter.dated else ""
    if letter.number and day:
        return say("letter no. {number}, dated {day}", number=letter.number, day=day)
    if letter.number:
        return say("letter no. {number}", number=letter.number)
    return say("dated {day}", day=day) if day else plain("")
