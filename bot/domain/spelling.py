"""How Thai text is written: one spelling of it, and the politeness around what is meant."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_THAI_DIGITS = re.compile("[๐-๙]")
LETTER = "[\u0e01-\u0e4e]"
_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200c\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
    "\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\uffa0]"  # blank, though letters
    "|\u200d(?![\u2600-\u27bf\U0001f300-\U0001faff])"  # but not what joins an emoji
)
_SARA_AM = re.compile("\u0e4d([\u0e48-\u0e4b]*)\u0e32")
_TONES_AND_AM = re.compile("[\u0e33\u0e48-\u0e4b]{2,}")
_MARKS = re.compile("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]{2,}")

_UNTIDY = re.compile(
    "[^\n -~\u0e01-\u0e4c\u0e4e-\u0e5b]|[\u0e48-\u0e4e][\u0e31\u0e34-\u0e3a\u0e47]"
    "|([\u0e31\u0e34-\u0e3a\u0e47-\u0e4e])[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]*\\1"
    "|\u0e33[\u0e33\u0e48-\u0e4b]|เเ|  | \n|\n "
)
"""What may have to be written otherwise: marks in another order or twice among them."""


def arabic(text: str) -> str:
    """Thai digits to ASCII, every character in its place."""
    return text.translate(_DIGITS) if _THAI_DIGITS.search(text) else text


def tidy(text: str) -> str:
    """The text as it looks: one spelling of Thai, nothing invisible; never NFKC, it splits ำ."""
    if not _UNTIDY.search(text) and unicodedata.is_normalized("NFC", text):
        return text.strip()
    return respelt(text)


def respelt(text: str) -> str:
    """`tidy`, whatever the text is: most texts need nothing of it, and it takes seven times as
    long as to see that.
    """
    text = _INVISIBLE.sub("", _LINE_ENDS.sub("\n", text))
    text = _MARKS.sub(_in_order, text).replace("เเ", "แ")
    text = _TONES_AND_AM.sub(_in_order, _SARA_AM.sub("\\1\u0e33", text))
    text = unicodedata.normalize("NFC", _MARKS.sub(_in_order, text))
    return re.sub(r" ?\n ?", "\n", re.sub(r"[^\S\n]+", " ", text)).strip()


def writable(text: str) -> str:
    """Without what no database takes: NUL, half a surrogate pair."""
    return text.replace("\0", "").encode("utf-8", "replace").decode("utf-8")


def one_line(text: str) -> str:
    """Every run of spaces and line ends as one space."""
    return " ".join(text.split())


@lru_cache(maxsize=4096)
def visible(name: str) -> str:
    """A name on one line, as it looks; empty if nothing of it can be seen."""
    shown = one_line(tidy(name))
    return shown if any(unicodedata.category(char)[0] in "LNPS" for char in shown) else ""


def _in_order(marks: re.Match[str]) -> str:
    """The marks on one letter, each once: the vowel, then what stands above it (ที่ of ท่ี); ำ
    is the vowel that stands after it (ซ้ำ of ซำ้).
    """
    return "".join(sorted(dict.fromkeys(marks[0]), key=_place))


def _place(mark: str) -> int:
    return 2 if mark == "\u0e33" else mark > "\u0e47"


PARTICLE = "ครับผม|ครับ|ค่ะ|(?<=นะ)คะ"
"""Polite endings that end no other word, so no space is needed before them."""
ENDING = "คะ|ค่า|ค้า|คับ|จ้า|จ้ะ|จ๊ะ|ฮะ|นะ"
"""Polite endings that also end words (คุณค่า, เจ้า, บังคับ), so they must stand alone."""
ORNAMENT = r"[^\w\u0e00-\u0e7f]*"  # emoji, punctuation, spaces
_WORDLIKE = frozenset(map(chr, range(0x0E00, 0x0E80))) | {"_"}
"""No ornament, though no letter or figure either."""
SURE = "!"  # by itself it confirms, so one that merely follows a word must not reach a handler
_POLITE = re.compile(rf"(?:{PARTICLE}|(?:(?<!{LETTER})|(?<=แล้ว))(?:นะ)?(?:{ENDING}))\Z")
_LONGEST_POLITE = len("ครับผม")
_THANKS = re.compile(r"\sขอบ(?:คุณ|พระคุณ)(?: ?มาก)?(?: ?ๆ)?\Z")
_LONGEST_THANKS = len(" ขอบพระคุณ มาก ๆ")
_POLITE_FIRST = re.compile(rf"(?:แล้ว)?(?:นะ)?(?:{PARTICLE}|{ENDING})(?!{LETTER}){ORNAMENT}")
_ADDED = re.compile(rf"(?:เรียบร้อย)?(?:แล้ว)?{ORNAMENT}")


def impolite(text: str) -> str:
    """Without the polite particles and thanks at its end; nothing, if only ornament but SURE is
    left. Thanks alone are what is said.
    """
    while found := _polite_end(text):
        text = text[: found.start()].rstrip()
    return text if text == SURE or any(char.isalnum() for char in text) else ""


def _polite_end(text: str) -> re.Match[str] | None:
    """Sought from the end: however many there are, each costs only its own length."""
    end = len(text)
    while end and not (text[end - 1].isalnum() or text[end - 1] in _WORDLIKE):
        end -= 1
    particle = _POLITE.search(text, max(0, end - _LONGEST_POLITE), end)
    return particle or _THANKS.search(text, max(0, end - _LONGEST_THANKS), end)


def polite_first(text: str) -> str:
    """Without the politeness at its beginning, which belongs to what stood before."""
    found = _POLITE_FIRST.match(text)
    return text[found.end() :] if found else text


def says_nothing(text: str) -> bool:
    """Whether it is only what people add to "เสร็จ 3" without meaning a note."""
    return _ADDED.fullmatch(text) is not None


_MARKED = re.compile(r"\"([^\"]*)\"|“([^“”]*)”|'([^']*)'|‘([^‘’]*)’")


def unquoted(text: str) -> str:
    """Without a pair of quotation marks around all of it, in which our messages show words."""
    found = _MARKED.fullmatch(text)
    return _inside(found) if found else text


def take_marked(text: str) -> tuple[str, str]:
    """What stands between quotation marks at its beginning, and the rest."""
    found = _MARKED.match(text)
    return (_inside(found), text[found.end() :].strip()) if found else ("", text)


def _inside(marked: re.Match[str]) -> str:
    return next(inner for inner in marked.groups() if inner is not None).strip()


_UNITS = (
    "วัน|สัปดาห์|อาทิตย์|เดือน|ปี|ราย|รายการ|เรื่อง|ครั้ง|รอบ|ชุด|ฉบับ|หน้า|ไฟล์|ใบ|เล่ม|แห่ง"
    "|หน่วย|กิจกรรม|โครงการ|ข้อ|ขั้นตอน|ขั้น|อัน|ชิ้น|ตัว|รูป|แผ่น"
)
COUNTED = (
    r" ?(?:คน|ท่าน|โมง|ทุ่ม|นาที|ชั่วโมง|ชม\.|บาท|แสน|ล้าน|คะแนน|เท่า|กิโล|กก\.|กม\.|เมตร|[MG]B"
    r"|%|เปอร์เซ็น|percent|น\.|นาฬิกา|ใน ?[0-9]"
    rf"|(?:{_UNITS})(?:แล้ว|กว่า|ๆ|(?!{LETTER}| ?[0-9])))"
)
"""What makes the number before it an amount: neither a step nor a year."""
