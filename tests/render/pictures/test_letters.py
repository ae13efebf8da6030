"""Letters fit where they are put: measured as drawn, and cut between letters only."""

from __future__ import annotations

import pytest

from bot.domain.sop import Step
from bot.render.colours import GROUND, LATE
from bot.render.pictures.letters import BOLD, Face, cut, drawable, letters, width, wrap
from bot.render.pictures.png import png
from tests.render.pictures.pixels import ink_in, rows_of
from tests.render.slots import SOP

SIZE = 20
TITLE = "ทู่ก็ทำให้เป็นปัจจุบัน (น้ำใจ) เสมอ"
MARKS = "ัิีึืฺุู็่้๊๋์ํำ"
FIRST_HALVES = tuple("เแโใไ")
ALPHABETS = [
    "กขฃคฅฆงจฉชซฌญฎฏฐฑฒณดตถท",
    "ธนบปผฝพฟภมยรฤลฦวศษสหฬอฮฯะาๅเแโใไๆ",
    "ก้ำปี่ที่นั้นผู้หญิงกตัญญูฏุฐูเจ๊ปั๊ม๋ก์",
    "๐๑๒๓๔๕๖๗๘๙0123456789",
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "abcdefghijklmnopqrstuvwxyz",
    "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~“”·–…",
]


def drawn(text: str, weight: int = BOLD) -> float:
    """Pixels from the first to the last that the text takes."""
    line = letters(text, 10, 35, Face(SIZE, weight=weight))
    size = f'width="{round(width(text, SIZE)) + 60}" height="50"'
    ground = f'<rect {size} fill="{GROUND}"/>'
    rows = rows_of(png(f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{ground}{line}</svg>'))
    inked = [x for x in range(len(rows[0])) if any(row[x] != (255, 255, 255) for row in rows)]
    return inked[-1] - inked[0] + 1


@pytest.mark.parametrize("text", ALPHABETS)
def test_letters_take_no_more_room_than_measured(text: str) -> None:
    assert drawn(text) <= width(text, SIZE)
    assert drawn(text, weight=400) <= width(text, SIZE)


@pytest.mark.parametrize("step", SOP.steps[::4])
def test_a_title_takes_not_much_less_room_than_measured(step: Step) -> None:
    assert width(step.title, SIZE) <= 1.12 * drawn(step.title)


def test_a_letter_that_the_typeface_does_not_have_is_taken_for_a_wide_one() -> None:
    assert width("漢", SIZE) >= SIZE


def test_a_text_that_fits_stays_whole() -> None:
    assert cut(TITLE, SIZE, width(TITLE, SIZE)) == TITLE


@pytest.mark.parametrize("room", range(20, 260, 6))
def test_what_is_cut_fits_and_has_no_torn_letters(room: int) -> None:
    shown = cut(TITLE, SIZE, room)
    kept = shown.removesuffix("…")
    rest = TITLE.removeprefix(kept).lstrip()
    assert kept + "…" == shown
    assert width(shown, SIZE) <= room
    assert rest[0] not in MARKS
    assert kept[-1:] not in FIRST_HALVES


@pytest.mark.parametrize("room", range(40, 260, 20))
def test_what_goes_on_on_another_line_fits_and_has_no_torn_letters(room: int) -> None:
    lines = wrap(TITLE, SIZE, room, 99)
    assert "".join(lines).replace(" ", "") == TITLE.replace(" ", "")
    for line in lines:
        assert width(line, SIZE) <= room
        assert line[0] not in MARKS
        assert line[-1] not in FIRST_HALVES


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("ประเมินผล สรุปบทเรียน และรายงานผล", ["ประเมินผล สรุปบทเรียน", "และรายงานผล"]),
        ("พัฒนาผลงานวิจัย/ผลงานวิชาการ", ["พัฒนาผลงานวิจัย/", "ผลงานวิชาการ"]),
        ("บุคลากรศูนย์อนามัยแต่ละแห่งฯ", ["บุคลากรศูนย์อนามัยแต่ละ", "แห่งฯ"]),
        ("จัดทำคำสั่งแต่งตั้งคณะดำเนินงาน", ["จัดทำคำสั่งแต่งตั้งคณะ", "ดำเนินงาน"]),
    ],
)
def test_a_line_ends_where_a_word_or_a_syllable_does(text: str, lines: list[str]) -> None:
    assert wrap(text, SIZE, 240, 3) == lines


def test_of_what_needs_more_lines_the_last_is_cut() -> None:
    first, last = wrap(TITLE, SIZE, 120, 2)
    assert not first.endswith("…")
    assert last.endswith("…")


def test_what_no_drawing_may_hold_is_left_out() -> None:
    assert drawable("แผน\nที่ 1\x07\u202e\ufffe") == "แผน ที่ 1"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("🎉 ประชุม 👩‍👩‍👧🏽 ❤️ จบ", "ประชุม จบ"),
        ("1️⃣ ที่ 🇹🇭 25°C ©", "1 ที่ 25°C ©"),
        ("ก" + "\u0323" * 19 + "ข", "ก\u0323\u0323ข"),
        ("ก" + "\u0323\u200b" * 19 + "ข", "ก\u0323\u0323ข"),
        ("ฟื้นฟูญี่ปุ่น สิทธิ์ น้ำ", "ฟื้นฟูญี่ปุ่น สิทธิ์ น้ำ"),
    ],
)
def test_emoji_are_left_out_and_marks_that_would_cover_other_lines(typed: str, shown: str) -> None:
    assert drawable(typed) == shown


def test_signs_of_the_drawing_are_letters_in_it() -> None:
    assert "&lt;ก &amp; ข&gt;" in letters("<ก & ข>", 0, 0, Face(SIZE))


def test_letters_have_their_colour() -> None:
    line = letters("แผน", 5, 35, Face(30, LATE))
    picture = f'<svg xmlns="http://www.w3.org/2000/svg" width="90" height="50">{line}</svg>'
    assert sum(ink_in(rows_of(png(picture)), LATE)) > 30
