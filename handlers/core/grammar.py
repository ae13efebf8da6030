"""From what somebody typed to the command it is; ordinary talk is none.

A slash says that a command is meant, so nearly anything may follow it. A bare Thai word is a
command only if the rest of the message can be nothing but its arguments: staying silent costs
the person one more try, answering ordinary talk costs the group its patience.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.typed import SURE, impolite, says_nothing, take_marked, take_number, tidy, unquoted
from handlers.core.wording import BETWEEN, Wording, continues, fits

Vocabulary = Mapping[str, Wording]
"""Every command by its Latin name, in lower case and without the slash."""


@dataclass(frozen=True, slots=True)
class Spoken:
    command: str
    arguments: str = ""
    addressed: bool = False
    """Names this bot."""
    slash: bool = False
    known: bool = True


_STEP_FIRST = re.compile(
    r"(?P<step>(?:ขั้นตอน|ข้อ) ?(?:ที่)? ?[0-9๐-๙]{1,3}"
    r"(?:(?:\.| ?(?:รอบ|ครั้ง)(?:ที่)? ?)[0-9๐-๙]{1,2})?) ?(?P<said>\D+)\Z"
)
_OUR_OWN = re.compile("\nผู้บันทึก ")
"""A line of our announcements, which somebody may copy."""
_ABOUT = re.compile("คือ|แปล|หมาย|เป็น|พิมพ์|ใช้|ต้อง|ให้|จะ|ได้|ไม่|ก็|และ|หรือ|กับ|เพื่อ|แบบ|[\"“'‘]")
"""How a sentence goes on that is about words in quotation marks."""
_LATIN = re.compile(
    r"/(?P<space> ?)(?P<name>[a-z]+(?:_[a-z]+)*)_?(?P<glued>[0-9๐-๙]*)"
    r"(?:@(?P<bot>\w+))?(?![\w/\\@])(?P<rest>.*)",
    re.IGNORECASE | re.ASCII | re.DOTALL,
)
_SLASH_THAI = re.compile(
    r"/ ?(?P<name>[\u0e01-\u0e4e]+)(?:@(?P<bot>[A-Za-z0-9_]+))?(?P<rest>.*)", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class _Heard:
    command: str
    arguments: str
    bot: str = ""
    known: bool = True


def parse(
    text: str, words: Vocabulary, bot_username: str, *, over_files: bool = False
) -> Spoken | None:
    """The command that a message is; None if it is talk, or meant for another bot.

    `over_files`: it is the caption of files.
    """
    bot = bot_username.removeprefix("@").lower()
    body, named = _without_mention(tidy(text), bot)
    body = _without_marks(body)
    slash = body.startswith("/")
    heard = _slashed(body, words) if slash else _plain(body, words, over_files=over_files)
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


def _without_marks(text: str) -> str:
    """Without the quotation marks in which our messages show what to type."""
    head, rest = take_marked(text)
    if not head or not rest:
        return unquoted(text)
    return text if _ABOUT.match(rest) else f"{head} {rest}"


def _slashed(text: str, words: Vocabulary) -> _Heard | None:
    if found := _LATIN.match(text):
        return _latin(found, words)
    if found := _SLASH_THAI.match(text):
        return _slashed_thai(found, words, spaced=text[1] == " ")
    return None


def _latin(found: re.Match[str], words: Vocabulary) -> _Heard | None:
    command, rest = found["name"].lower(), found["rest"]
    known = command in words
    if not known and (found["space"] or rest[:1].strip()):
        return None  # a path, or a slash of ordinary writing
    arguments = impolite((found["glued"] + rest.lstrip(SURE)).lstrip(BETWEEN))
    return _Heard(command, arguments, (found["bot"] or "").lower(), known)


def _slashed_thai(found: re.Match[str], words: Vocabulary, *, spaced: bool) -> _Heard | None:
    name, rest, bot = found["name"], found["rest"], (found["bot"] or "").lower()
    command, tail = _longest_word(name + rest, words)
    if command and (not continues(tail) or fits(tail, words[command])):
        return _Heard(command, impolite(tail.lstrip(SURE).lstrip(BETWEEN)), bot)
    if spaced or rest[:1].strip():
        return None
    return _Heard(name, impolite(rest.lstrip(BETWEEN)), bot, known=False)


def _plain(text: str, words: Vocabulary, *, over_files: bool) -> _Heard | None:
    if _OUR_OWN.search(text):
        return None
    if heard := _step_first(text, words):
        return heard
    command, tail = _longest_word(text, words)
    if not command or not fits(tail, words[command], over_files=over_files):
        return None
    return _Heard(command, _meant(impolite(tail.lstrip(SURE + BETWEEN))))


def _step_first(text: str, words: Vocabulary) -> _Heard | None:
    found = _STEP_FIRST.match(impolite(text.rstrip(SURE)))
    said = found and found["said"].strip()
    command = next((name for name, w in words.items() if said in w.after_step), None)
    return _Heard(command, found["step"]) if found and command else None


def _meant(arguments: str) -> str:
    arguments = arguments.rstrip(SURE + " ")
    _, rest = take_number(arguments)
    return arguments.removesuffix(rest).strip() if says_nothing(rest) else arguments


def _longest_word(text: str, words: Vocabulary) -> tuple[str, str]:
    """The command whose Thai word begins the text, the longest of all, and what follows it."""
    begun = ((w, name) for name, wording in words.items() for w in wording.words)
    word, command = max(
        ((w, name) for w, name in begun if text.startswith(w)),
        key=lambda pair: len(pair[0]),
        default=("", ""),
    )
    return command, text[len(word) :]
