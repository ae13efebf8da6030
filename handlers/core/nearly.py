"""What was nearly a command: its right form is told once. Ordinary talk comes near to none.

In a group only a word much like a command's, with nothing but a step's number, a percentage or a
date after it, is taken for one; or what is said in reply to us.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from bot.domain.typed import (
    COUNTED,
    ORNAMENT,
    SURE,
    arabic,
    has_written_date,
    impolite,
    says_nothing,
    take_number,
    take_percent,
    tidy,
)
from handlers.core.grammar import Vocabulary
from handlers.core.wording import BETWEEN, MAX_STEP, Tail, is_whole_date

ALIKE = 0.86
"""Two words of seven letters that differ in one; สถานี is no สถานะ."""
LONGEST = 60
"""Characters of a misspelt command's word, with that of the step behind it."""
_LEADING = re.compile(r"/? ?(?P<word>[\u0e01-\u0e4e]{3,})(?P<rest>.*)", re.DOTALL)
_STEP_WORD = re.compile(r"(?<=.)(?:ขั้นตอน|ขั้น|ข้อ)(?:ที่)?\Z")
_MARKS = re.compile("[\u0e47-\u0e4e]")
_ENDS_ALIKE = str.maketrans(dict.fromkeys("จชซฎฏฐฑฒดถทธศษส", "ต") | {"ณ": "น", "ญ": "น", "ฬ": "ล"})
_FIGURED = (Tail.NUMBER, Tail.YEAR, Tail.DAYS, Tail.NOTE, Tail.PAPER)
_DONE = re.compile(
    r"(?:(?:ทำ|ส่ง|ดำเนินการ|ปิด|จัดทำ|ประชุม|งาน)(?:เสร็จ|ให้)?|(?:แล้ว)?เสร็จ(?:สิ้น)?)?(?:เรียบร้อย|ครบ)?(?:แล้ว)?"
)
_SITUATION = re.compile(r"(?:เป็นไป|ยัง)?(?:ตามแผน|(?:มี|ติด|พบ)(?:อุปสรรค|ปัญหา)|ติดขัด)")
_SMALL_TALK = {
    "thanks": re.compile(
        r"(?:กราบ)?ขอบ(?:คุณ|พระคุณ|ใจ)(?:มาก)?ๆ*|thanks?(?:you)?(?:verymuch)?|thx", re.IGNORECASE
    ),
    "greeting": re.compile(r"ส?วัสดี(?:ตอน)?(?:เช้า|บ่าย|เย็น)?|หวัดดี|hello|hi", re.IGNORECASE),
    "noted": re.compile(
        r"(?:รับ)?ทราบ(?:แล้ว)?|รับแซ่บ|โอเค|ok(?:ay)?|ได้(?:เลย)?|ตกลง|ยินดี|เยี่ยม(?:มาก)?|ดี(?:มาก)?|เข้าใจแล้ว",
        re.IGNORECASE,
    ),
}


class SmallTalk(StrEnum):
    """Said out of politeness: nothing is to be understood."""

    THANKS = "thanks"
    GREETING = "greeting"
    NOTED = "noted"


@dataclass(frozen=True, slots=True)
class Nearly:
    """The command that was probably meant, as it is to be typed."""

    command: str
    word: str
    rest: str = ""

    @property
    def typed(self) -> str:
        return f"{self.word} {self.rest}".strip()


def nearly(text: str, words: Vocabulary) -> Nearly | None:
    """A misspelt command with figures after it that a command can have."""
    found = _leading(text)
    if found is None:
        return None
    rest = impolite(found["rest"].strip(SURE + BETWEEN))
    command, word = _alike(_STEP_WORD.sub("", found["word"]), words)
    wording = words.get(command)
    if wording is None or word == found["word"]:
        return None
    fits = wording.tail in _FIGURED or wording.dated
    return Nearly(command, word, rest) if fits and _is_figure(rest) else None


def leads(text: str, words: Vocabulary) -> bool:
    """Whether a command's word begins it, misspelt or not."""
    found = _leading(text)
    return found is not None and _alike(_STEP_WORD.sub("", found["word"]), words) != ("", "")


def says_done(text: str) -> bool:
    """เรียบร้อย, ส่งแล้วค่ะ: in reply to a notice it wants to close the step."""
    said = re.sub(rf"{ORNAMENT}\Z", "", impolite(tidy(text))).replace(" ", "")
    return _DONE.fullmatch(said) is not None and said not in ("", "แล้ว", "ครบ", "งาน")


def says_how_it_goes(text: str) -> bool:
    """ตามแผนค่ะ, มีอุปสรรค รองบประมาณ: in reply to a notice, what its buttons would tell."""
    return _SITUATION.match(tidy(text)) is not None


def percent_alone(text: str) -> int | None:
    """40%, ร้อยละ 40: with a sign that it is one."""
    said = impolite(tidy(text))
    percent, rest = take_percent(said)
    return percent if percent is not None and not rest and not said.strip().isdigit() else None


def small_talk(text: str) -> SmallTalk | None:
    said = re.sub(rf"{ORNAMENT}\Z", "", impolite(tidy(text))).replace(" ", "")
    if not said:
        return SmallTalk.NOTED
    return next((SmallTalk(kind) for kind, p in _SMALL_TALK.items() if p.fullmatch(said)), None)


def _leading(text: str) -> re.Match[str] | None:
    """All talk of a group passes here: what is too long for a misspelling must cost nothing."""
    found = _LEADING.fullmatch(tidy(text))
    return found if found and len(found["word"]) <= LONGEST else None


def _alike(said: str, words: Vocabulary) -> tuple[str, str]:
    """The command and the word of it that sounds or is spelt like this."""
    known = [(name, word) for name, wording in words.items() for word in wording.words]
    sounds = [pair for pair in known if _sound(pair[1]) == _sound(said)]
    if sounds:
        return sounds[0]
    ratio, best = max((SequenceMatcher(None, said, word).ratio(), (n, word)) for n, word in known)
    return best if ratio >= ALIKE else ("", "")


def _sound(word: str) -> str:
    """Without tones, ends that sound alike written alike, and no ร after ส (เสร็จ, เสด)."""
    bare = _MARKS.sub("", word)
    first = next((at for at, letter in enumerate(bare) if letter not in "เแโใไ"), 0) + 1
    head, tail = bare[:first], bare[first:]
    if head.endswith("ส"):
        tail = tail.removeprefix("ร")
    return head + tail.translate(_ENDS_ALIKE)


def _is_figure(rest: str) -> bool:
    number, more = take_number(rest)
    if number is None:
        return _is_percent(rest) or (has_written_date(rest) and is_whole_date(rest))
    counted = arabic(rest)[:1].isdigit() and re.match(COUNTED, more)
    plain = says_nothing(more) or _is_percent(more) or is_whole_date(more)
    return number <= MAX_STEP and plain and not counted


def _is_percent(text: str) -> bool:
    percent, rest = take_percent(text)
    return percent is not None and not rest
