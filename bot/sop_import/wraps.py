"""Words that a narrow column broke, put together again. Pure; near-linear in all texts.

In Thai a space stands between phrases, not between words: where a copy of a table has one at the
end of each of its lines, most of them part a word or a phrase. There is no dictionary here. What
tells a break from a space is, in this order: letters that begin or end no word; how the same words
stand elsewhere in the paper; words that no phrase ends with; and, in a column of short lines only,
that they are short.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

LEFT, RIGHT = 3, 5
"""Letters on both sides of a gap by which its like is sought."""
FAR_LEFT, FAR_RIGHT = 8, 6
PHRASE = 8
"""Letters by which the beginning of a phrase is known."""
LONG_RUN = 30
"""Letters, without the marks over them: a line of a narrow column has fewer."""
GAP_END = "\n"
"""Where a line ended."""
_GAPS = " \n"
_GAP = re.compile("[ \n]+")
_THAI = re.compile("[\u0e01-\u0e4e]")
_MARKS = re.compile("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]")
_NEVER_BEGINS = frozenset(
    "\u0e30\u0e31\u0e32\u0e33\u0e34\u0e35\u0e36\u0e37\u0e38\u0e39\u0e3a\u0e45"
) | {chr(n) for n in range(0x0E47, 0x0E4F)}
_NEVER_ENDS = frozenset("เแโใไ")
_KEPT = re.compile(r"(?:[ก-ฮ]{1,2}\.|ๆ|ฯ|ปี \d)")
"""What has a space before it: พ.ศ., ๆ, ปี 2565."""
_OPENS = re.compile(
    "(?:ตาม|เพื่อ|โดย|ประจำ|ซึ่ง|พร้อมทั้ง|รวมทั้ง|รวมถึง|ตลอดจน|ได้แก่|เช่น|ทั้งนี้|สำหรับ|ณ|และ|หรือ|ระดับ|ปีงบ|จำนวน)"
)
"""With these a phrase may begin."""
_BOUND = re.compile(
    "(?:(?<!ประ)(?<!ดำเนิน)(?<!วิชา)(?<!ราช)(?<!บริ)(?<!กรรม)(?<!อำนวย)(?<!มาตร)(?<!โครง)(?<!วิธี)(?<!บัติ)(?<!ราย)การ"
    "|ความ|และ|หรือ|ของ|ให้|เพื่อ|โดย|ตาม|จาก|แห่ง|ต่อ|กับ|ด้วย|ซึ่ง|ที่|ใน|แบบมี|ผู้|นัก|คณะ)$"
)
"""No phrase ends with these."""
_VERBS = re.compile("(?:พัฒนา|จัดทำ|ส่งเสริม|สนับสนุน|กำหนด|ปรับปรุง|ดำเนิน|ยกระดับ|เสริมสร้าง|สร้าง)$")
_OBJECTS = re.compile(
    "(?:ศักยภาพ|ผลงาน|ทักษะ|คุณภาพ|บุคลากร|ระบบ|องค์กร|องค์ความรู้|วิชาการ|นวัตกรรม|แผน|มาตรการ|รายงาน|โครงการ|งาน|การ|ความ)"
)


class Wraps:
    """`chapters`: texts in which spaces are the writer's own, `cells`: those of the table, lines
    parted by line ends. `plain`: the lines of its cells may have become spaces.
    """

    def __init__(self, chapters: Sequence[str], cells: Sequence[str], *, plain: bool) -> None:
        texts = (*chapters, *cells)
        self._plain = plain
        self._spaced = {_far(*sides) for text in chapters for sides in _sides(text)}
        sides = [one for text in texts for one in _sides(text)]
        self._begun = Counter(one for text in cells for one in _beginnings(text))
        self._joined = _standing(texts, {_near(*one) for one in sides}, LEFT + RIGHT)
        self._within = _standing(texts, set(self._begun), PHRASE, behind_letter=True)
        far = set() if plain else {_wide(*one) for one in sides}
        self._joined_far = _standing(texts, far, 2 * FAR_RIGHT)

    def mended(self, text: str, *, narrow: bool) -> str:
        """Without the gaps that part words; every other one is a space."""
        return self._each_gap(text, lambda left, right, gap: self._parts(left, right, gap, narrow))

    def lines(self, text: str) -> str:
        """The same of a chapter, whose spaces are the writer's own."""

        def parts(left: str, right: str, gap: str) -> bool:
            if GAP_END in gap:
                return self._parts(left, right, gap, narrow=False)
            return not _is_broken(left, right)

        return self._each_gap(text, parts)

    def goes_on(self, above: str, below: str) -> bool:
        """Whether a line without a bullet is no item of its own."""
        left, right = above[-FAR_LEFT:], below[:FAR_RIGHT]
        if not left or not right:
            return False
        if right[0] in "(/)" or left[-1] in "/(,":
            return True
        return _are_thai(left, right) and (
            _is_broken(left, right)
            or _near(left, right) in self._joined
            or _BOUND.search(above[-12:]) is not None
            or re.match("(?:และ|หรือ|ของ|ต่อ|ใน|ให้|ประจำ)", right) is not None
        )

    def _each_gap(self, text: str, parts: Callable[[str, str, str], bool]) -> str:
        pieces = _GAP.split(text)
        gaps = _GAP.findall(text)
        made = [pieces[0]]
        for n, (gap, piece) in enumerate(zip(gaps, pieces[1:], strict=True)):
            left = _end(made)
            right = _begin(pieces, n + 1)
            made.append(f" {piece}" if left and right and parts(left, right, gap) else piece)
        return "".join(made)

    def _parts(self, left: str, right: str, gap: str, narrow: bool) -> bool:
        """Whether the gap is a space that is to stay."""
        if left[-1] == "/" and _THAI.match(right):
            return False
        if not _are_thai(left, right) or _KEPT.match(right):
            return True
        if _is_broken(left, right):
            return False
        if _far(left, right) in self._spaced:
            return True
        if not self._plain and GAP_END not in gap and _OPENS.match(right):
            return True
        if self._stands_joined(left, right, gap):
            return False
        if _BOUND.search(left) or (_VERBS.search(left) and _OBJECTS.match(right)):
            return False
        return not (narrow or GAP_END in gap) or self._opens(right)

    def _stands_joined(self, left: str, right: str, gap: str) -> bool:
        if self._plain or GAP_END in gap:
            return _near(left, right) in self._joined
        return _wide(left, right) in self._joined_far

    def _opens(self, right: str) -> bool:
        """A phrase begins so, here and elsewhere, and never without a space."""
        key = right[:PHRASE]
        return bool(_OPENS.match(right)) and self._begun[key] > 1 and key not in self._within


def is_narrow(texts: Iterable[str]) -> bool:
    """Whether the lines of a column ended early, and left their ends in its texts."""
    runs = [run for text in texts for run in _runs(text)]
    letters = sum(runs)
    long = sum(run for run in runs if run > LONG_RUN)
    return len(runs) > 1 and long * 4 < letters


def _runs(text: str) -> list[int]:
    return [len(_MARKS.sub("", one)) for one in _GAP.split(text) if _THAI.search(one)]


def _end(made: Sequence[str]) -> str:
    """The last letters of what stands before, without gaps between Thai words."""
    found = ""
    for piece in reversed(made):
        found = piece[-2 * FAR_LEFT :] + found
        if len(found) >= 2 * FAR_LEFT:
            break
    return _GAP.sub("", found)[-2 * FAR_LEFT :]


def _begin(pieces: Sequence[str], first: int) -> str:
    found = ""
    for n in range(first, min(first + FAR_LEFT, len(pieces))):
        found += pieces[n][:FAR_LEFT]
    return found[:FAR_LEFT]


def _sides(text: str) -> list[tuple[str, str]]:
    """Of each gap between Thai letters."""
    pieces = _GAP.split(text)
    found = []
    for n in range(1, len(pieces)):
        left, right = _end(pieces[max(0, n - 2 * FAR_LEFT) : n]), _begin(pieces, n)
        if left and right and _are_thai(left, right):
            found.append((left, right))
    return found


def _beginnings(text: str) -> Iterator[str]:
    """What stands behind each gap and begins as a phrase may."""
    pieces = _GAP.split(text)
    for n in range(1, len(pieces)):
        if _OPENS.match(pieces[n]):
            yield _begin(pieces, n)[:PHRASE]


def _near(left: str, right: str) -> str:
    return left[-LEFT:] + right[:RIGHT]


def _wide(left: str, right: str) -> str:
    return left[-FAR_RIGHT:] + right[:FAR_RIGHT]


def _far(left: str, right: str) -> tuple[str, str]:
    return left[-FAR_LEFT:], right[:FAR_RIGHT]


def _standing(
    texts: Iterable[str], wanted: set[str], length: int, *, behind_letter: bool = False
) -> set[str]:
    """Those of so many letters that stand in the texts as they are."""
    found: set[str] = set()
    for text in texts if wanted else ():
        ends = range(len(text) - length + 1)
        for n in [n for n in ends if text[n : n + length] in wanted]:
            if not behind_letter or (n and text[n - 1] not in _GAPS):
                found.add(text[n : n + length])
    return found


def _are_thai(left: str, right: str) -> bool:
    return bool(_THAI.match(left[-1]) and _THAI.match(right)) and left[-1] not in "ๆฯ"


def _is_broken(left: str, right: str) -> bool:
    """No word ends, or begins, with such a letter."""
    return left[-1] in _NEVER_ENDS or right[0] in _NEVER_BEGINS
