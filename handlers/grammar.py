"""From what somebody typed to the command it is; ordinary talk is none.

A slash says that a command is meant, so nearly anything may follow it. A bare Thai word is a
command only if the rest of the message can be nothing but its arguments: staying silent costs
the person one more try, answering ordinary talk costs the group its patience.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.domain.errors import Refusal
from bot.domain.reading import (
    COUNTED,
    ENDING,
    ORNAMENT,
    PARTICLE,
    SURE,
    Lean,
    arabic,
    impolite,
    take_date,
    take_number,
    take_percent,
    tidy,
)


class Tail(StrEnum):
    """What may follow a command's Thai word, besides nothing."""

    NONE = "none"
    NUMBER = "number"
    """A step, and nothing more: สถานะ 3."""
    DAYS = "days"
    """A number of days, perhaps after a step: พักแจ้งเตือน 3 วัน."""
    NOTE = "note"
    """A step and then anything, or a whole date or percentage: เสร็จ 3 ส่งแล้ว."""
    CHOICE = "choice"
    """One of the wording's `choices` and then anything, or a step: วันหยุด เพิ่ม 31/12/2569."""
    TEXT = "text"
    """After a space one line that does not sound like talk: ลงชื่อ สมหญิง ใจดี."""


@dataclass(frozen=True, slots=True)
class Wording:
    """The Thai words of a command and what may follow them."""

    words: tuple[str, ...] = ()
    tail: Tail = Tail.NONE
    choices: tuple[str, ...] = ()


Words = Mapping[str, Wording]
"""Every command by its Latin name, in lower case and without the slash."""


@dataclass(frozen=True, slots=True)
class Spoken:
    command: str
    arguments: str = ""
    addressed: bool = False
    """Names this bot."""
    slash: bool = False
    known: bool = True


MAX_TEXT_TAIL = 80
"""A name with title and position fits; a sentence of talk often does not."""
MAX_STEP = 999
"""2570 after a word is a year."""
_POLITE = rf"(?:นะ)?(?:{PARTICLE}|{ENDING})?{ORNAMENT}"
_QUESTION = re.compile(rf"(?:ไหม|ไม๊|มั้ย|มั๊ย|ยัง|เปล่า|ป่าว|เหรอ|หรอ|หรือ|[?？]){_POLITE}\Z")
_TALK = re.compile(
    "ไหน|ใคร|อะไร|ยังไง|อย่างไร|เมื่อไ|เท่าไ|ทำไม|กันเถอะ|กันนะ|นะคะ|นะครับ|นะค่ะ"
    rf"|(?:ด้วย|หน่อย|เลย|แล้ว){_POLITE}\Z"
)
_ADDED = re.compile("(?:เรียบร้อย)?(?:แล้ว)?")
"""What people add to "เสร็จ 3" without meaning a note."""
_LATIN = re.compile(
    r"/(?P<space> ?)(?P<name>[a-z]+(?:_[a-z]+)*)_?(?P<glued>[0-9๐-๙]*)"
    r"(?:@(?P<bot>\w+))?(?![\w/\\@])(?P<rest>.*)",
    re.IGNORECASE | re.ASCII | re.DOTALL,
)
_SLASH_THAI = re.compile(
    r"/ ?(?P<name>[\u0e01-\u0e4e]+)(?:@(?P<bot>[A-Za-z0-9_]+))?(?P<rest>.*)", re.DOTALL
)
_BETWEEN = " \n,:-–"
_ANY_DAY = date(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class _Heard:
    command: str
    arguments: str
    bot: str = ""
    known: bool = True


def parse(text: str, words: Words, bot_username: str) -> Spoken | None:
    """The command that a message is; None if it is talk, or meant for another bot."""
    bot = bot_username.removeprefix("@").lower()
    body, named = _without_mention(tidy(text), bot)
    slash = body.startswith("/")
    heard = _slashed(body, words) if slash else _plain(body, words)
    if not heard or heard.bot not in ("", bot):
        return None
    return Spoken(heard.command, heard.arguments, named or bool(heard.bot), slash, heard.known)


def _without_mention(text: str, bot: str) -> tuple[str, bool]:
    """The text without our name at its beginning or end, and whether it stood there."""
    if not bot:
        return text, False
    name = rf"@{re.escape(bot)}(?![A-Za-z0-9_])"
    body = re.sub(rf"\A{name}[\s,:]*|\s{name}\Z", "", text, flags=re.IGNORECASE)
    return body, body != text


def _slashed(text: str, words: Words) -> _Heard | None:
    if found := _LATIN.match(text):
        return _latin(found, words)
    if found := _SLASH_THAI.match(text):
        return _slashed_thai(found, words, spaced=text[1] == " ")
    return None


def _latin(found: re.Match[str], words: Words) -> _Heard | None:
    command, rest = found["name"].lower(), found["rest"]
    known = command in words
    if not known and (found["space"] or rest[:1].strip()):
        return None  # a path, or a slash of ordinary writing
    arguments = impolite((found["glued"] + rest.lstrip(SURE)).lstrip(_BETWEEN))
    return _Heard(command, arguments, (found["bot"] or "").lower(), known)


def _slashed_thai(found: re.Match[str], words: Words, *, spaced: bool) -> _Heard | None:
    name, rest, bot = found["name"], found["rest"], (found["bot"] or "").lower()
    command, tail = _longest_word(name + rest, words)
    if command and (not _continues(tail) or _fits(tail, words[command])):
        return _Heard(command, impolite(tail.lstrip(SURE).lstrip(_BETWEEN)), bot)
    if spaced or rest[:1].strip():
        return None
    return _Heard(name, impolite(rest.lstrip(_BETWEEN)), bot, known=False)


def _continues(tail: str) -> bool:
    """Whether the word before goes on, as in แผน + งานปีหน้า."""
    return bool(re.match("[\u0e01-\u0e4e]", impolite(tail)))


def _plain(text: str, words: Words) -> _Heard | None:
    command, tail = _longest_word(text, words)
    if not command or not _fits(tail, words[command]):
        return None
    return _Heard(command, _meant(impolite(tail.lstrip(SURE + _BETWEEN))))


def _meant(arguments: str) -> str:
    arguments = arguments.rstrip(SURE + " ")
    _, rest = take_number(arguments)
    return arguments.removesuffix(rest).strip() if _ADDED.fullmatch(rest) else arguments


def _longest_word(text: str, words: Words) -> tuple[str, str]:
    """The command whose Thai word begins the text, the longest of all, and what follows it."""
    begun = ((w, name) for name, wording in words.items() for w in wording.words)
    word, command = max(
        ((w, name) for w, name in begun if text.startswith(w)),
        key=lambda pair: len(pair[0]),
        default=("", ""),
    )
    return command, text[len(word) :]


def _fits(tail: str, wording: Wording) -> bool:
    """Whether what follows a bare Thai word can only be its arguments."""
    if _QUESTION.search(tail):
        return False
    arguments = impolite(tail.lstrip(SURE + _BETWEEN))
    return not arguments or _may_follow(arguments, tail, wording)


def _may_follow(arguments: str, tail: str, wording: Wording) -> bool:
    match wording.tail:
        case Tail.NONE:
            return False
        case Tail.NUMBER:
            return _is_step(arguments)
        case Tail.DAYS:
            return _is_days(arguments)
        case Tail.NOTE:
            return _is_note(arguments)
        case Tail.CHOICE:
            return _is_choice(arguments, wording)
        case Tail.TEXT:
            return _is_text(tail)


def _is_step(arguments: str) -> bool:
    number, rest = take_number(arguments)
    return number is not None and number <= MAX_STEP and not rest


def _is_days(arguments: str) -> bool:
    number, rest = take_number(arguments)
    days, unit = take_number(rest)  # พักแจ้งเตือน 5 3: the step, then the days
    fits = number is not None and number <= MAX_STEP
    return fits and (rest in ("", "วัน") or (days is not None and unit in ("", "วัน")))


def _is_note(arguments: str) -> bool:
    number, rest = take_number(arguments)
    if number is None:
        return _is_percent(arguments) or _is_full_date(arguments)
    an_amount = arabic(arguments)[0].isdigit() and re.match(COUNTED, rest)
    return number <= MAX_STEP and not an_amount


def _is_percent(arguments: str) -> bool:
    number, rest = take_percent(arguments)
    return number is not None and not rest


def _is_full_date(arguments: str) -> bool:
    """Not a day in words (เสร็จพรุ่งนี้ is talk), nor 3/12, which may be a share."""
    if not re.search("[0-9]", arabic(arguments)) or re.fullmatch(r"\d+/\d+", arguments):
        return False
    try:
        day, rest = take_date(arguments, _ANY_DAY, Lean.NEAR)
    except Refusal:
        return True  # to be refused aloud
    return day is not None and not rest


def _is_choice(arguments: str, wording: Wording) -> bool:
    chosen = any(
        arguments.startswith(choice) and not _continues(arguments[len(choice) :])
        for choice in wording.choices
    )
    return chosen or _is_step(arguments)


def _is_text(tail: str) -> bool:
    apart = tail[0] in " :"
    return apart and "\n" not in tail and len(tail) <= MAX_TEXT_TAIL and not _TALK.search(tail)
