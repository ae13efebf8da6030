from datetime import date, time

import pytest

from bot.domain import typed as words
from bot.domain.errors import Refusal
from bot.domain.typed import (
    WHOLE_YEAR,
    Lean,
    StepOfMonth,
    names_several,
    read_date,
    take_date,
    take_label,
    take_month_of_step,
    take_number,
    take_percent,
    take_round,
    take_time,
)

TODAY = date(2026, 11, 22)
REVISION = date(2021, 10, 6)


def day(text: str, lean: Lean = Lean.NEAR) -> date:
    return read_date(text, TODAY, lean)


@pytest.mark.parametrize(
    "text",
    """6/10/64|6/10/2564|06/10/2564|6-10-2564|6-10-64|6.10.2564|6.10.64|๖/๑๐/๒๕๖๔|6 / 10 / 2564
    6 ต.ค. 64|6 ต.ค. 2564|๖ ต.ค. ๖๔|6ต.ค.64|6 ต.ค.64|6 ตค 64|6 ตค. 64|6 ต.ค 64|6 ต. ค. 64|6-ต.ค.-64
    6 ตุลาคม 2564|6 ตุลาคม 64|6ตุลาคม2564|6 ตุลา 64|6 เดือนตุลาคม 2564
    6 ตุลาคม พ.ศ. 2564|6 ตุลาคม พ.ศ.2564|6 ต.ค. พศ 2564|6 ต.ค.พ.ศ.2564|6 ตุลาคม ค.ศ. 2021
    วันพุธที่ 6 ตุลาคม 2564|วันที่ 6 ตุลาคม 2564|พุธ 6 ต.ค. 64|พ. 6 ต.ค. 64|เมื่อวันที่ 6/10/64|ที่ 6/10/64
    2021-10-06|2564-10-06|2021/10/6|๒๕๖๔-๑๐-๐๖|6/10/2021|6 ต.ค. 2021
    6 October 2021|6 Oct 2021|6 oct. 2564|6th OCTOBER, 2021|Wed, 6 Oct 2021|6-Oct-2021|6 Oct 64
    6 ต.ค. 64 ค่ะ|6 ตุลาคม 2564ครับ|  6\u200b/10/64\u200e """.replace("\n", "|").split("|"),
)
def test_a_day_has_many_spellings(text: str) -> None:
    assert day(text) == REVISION


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("ม.ค.", 1), ("มกรา", 1), ("กพ.", 2), ("กุมภาพันธ", 2), ("มีค", 3), ("มีนาคม", 3),
        ("เม.ย", 4), ("เเม.ย.", 0), ("พค.", 5), ("พฤษภาคม", 5), ("พฤศภาคม", 5), ("มิย", 6),
        ("มิถุนายน", 6), ("กค", 7), ("กรกฏาคม", 7), ("กรกฎาคม", 7), ("สค.", 8), ("สิงหาคม", 8),
        ("กย", 9), ("ก.ย", 9), ("ตค", 10), ("พย.", 11), ("พฤษจิกายน", 11), ("พฤศจิกายน", 11),
        ("ธค", 12), ("ธันวา", 12), ("Sept", 9), ("may", 5), ("december", 12),
    ],
)  # fmt: skip
def test_a_month_has_many_spellings(text: str, month: int) -> None:
    found, _ = take_date(f"5 {text} 69", TODAY, Lean.NEAR)
    assert (found.month if found else 0) == month


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("วันนี้", TODAY),
        ("พรุ่งนี้", date(2026, 11, 23)),
        ("พรุ่งนี้ค่ะ", date(2026, 11, 23)),
        ("พรุ้งนี้", date(2026, 11, 23)),
        ("มะรืนนี้", date(2026, 11, 24)),
        ("เมื่อวาน", date(2026, 11, 21)),
        ("เมื่อวานนี้", date(2026, 11, 21)),
        ("เมื่อวานซืน", date(2026, 11, 20)),
        ("Today", TODAY),
        ("tomorrow", date(2026, 11, 23)),
        ("yesterday", date(2026, 11, 21)),
    ],
)
def test_near_days_have_words(text: str, expected: date) -> None:
    assert day(text) == expected


@pytest.mark.parametrize(
    ("text", "past", "future", "near"),
    [
        ("6 ต.ค.", date(2026, 10, 6), date(2027, 10, 6), date(2026, 10, 6)),
        ("22 พ.ย.", TODAY, TODAY, TODAY),
        ("1 ก.พ.", date(2026, 2, 1), date(2027, 2, 1), date(2027, 2, 1)),
        ("1/2", date(2026, 2, 1), date(2027, 2, 1), date(2027, 2, 1)),
        ("29 มี.ค.", date(2026, 3, 29), date(2027, 3, 29), date(2027, 3, 29)),
    ],
)
def test_without_a_year_the_lean_decides(text: str, past: date, future: date, near: date) -> None:
    assert [day(text, lean) for lean in Lean] == [past, future, near]


def test_the_leap_day_is_there_only_in_its_years() -> None:
    assert read_date("29 ก.พ.", date(2028, 1, 1), Lean.FUTURE) == date(2028, 2, 29)
    with pytest.raises(Refusal, match="date-impossible"):
        read_date("29 ก.พ.", date(2026, 11, 22), Lean.FUTURE)


@pytest.mark.parametrize(
    ("text", "neighbours"),
    [
        ("29/2", (date(2027, 2, 28), date(2027, 3, 1))),
        ("29 ก.พ. 70", (date(2027, 2, 28), date(2027, 3, 1))),
        ("31/2/2570", (date(2027, 2, 28), date(2027, 3, 1))),
        ("31/4", (date(2027, 4, 30), date(2027, 5, 1))),
        ("31 ก.ย. 2569", (date(2026, 9, 30), date(2026, 10, 1))),
        ("31-11-69", (date(2026, 11, 30), date(2026, 12, 1))),
        ("32/1/70", ()),
        ("31/13/70", ()),
    ],
)
def test_a_day_that_does_not_exist_has_neighbours(text: str, neighbours: tuple[date, ...]) -> None:
    with pytest.raises(Refusal) as refused:
        day(text, Lean.FUTURE)
    assert (refused.value.code, refused.value.values["days"]) == ("date-impossible", neighbours)


@pytest.mark.parametrize(
    "text",
    ["31/2/2570", "31/2", "31 เม.ย. 69", "30 กุมภาพันธ์", "45/13/2570", "0/1/69", "29 ก.พ. 2566",
     "6/10/256", "6/10/1234", "6 ต.ค. พ.ศ. 2021", "6 ต.ค. ค.ศ. 2564", "2570-02-30"],
)  # fmt: skip
def test_an_impossible_day_is_refused_as_such(text: str) -> None:
    with pytest.raises(Refusal) as refused:
        take_date(f"{text} ส่งแล้ว", TODAY, Lean.NEAR)
    assert refused.value.code == "date-impossible"
    assert (refused.value.values["text"], refused.value.values["rest"]) == (text, "ส่งแล้ว")


@pytest.mark.parametrize(
    "text", ["", "3", "3 คน", "ปลายปี", "6 ต.ค. 64 เช้า", "10.30", "1/2570", "6 ตุลาการ", "20261122"]
)
def test_what_is_no_date_is_unreadable(text: str) -> None:
    with pytest.raises(Refusal) as refused:
        day(text)
    assert (refused.value.code, refused.value.values) == ("date-unreadable", {"text": text})


def test_a_day_beyond_the_calendar_is_impossible() -> None:
    with pytest.raises(Refusal, match="date-impossible"):
        read_date("พรุ่งนี้", date.max, Lean.NEAR)


@pytest.mark.parametrize(
    ("text", "expected", "rest"),
    [
        ("15 ต.ค. ส่งแล้ว", date(2026, 10, 15), "ส่งแล้ว"),
        ("15/10 ส่งแล้ว", date(2026, 10, 15), "ส่งแล้ว"),
        ("15 ต.ค.ส่งแล้ว", date(2026, 10, 15), "ส่งแล้ว"),
        ("15 ตุลาคมส่ง ๒ เล่ม", date(2026, 10, 15), "ส่ง ๒ เล่ม"),
        ("15/10/69, ส่งแล้ว\n- ครบ\n- ตรง", date(2026, 10, 15), "ส่งแล้ว\n- ครบ\n- ตรง"),
        ("15 ต.ค. 12 คนเข้าร่วม", date(2026, 10, 15), "12 คนเข้าร่วม"),
        ("15 ต.ค. 69 12 คนเข้าร่วม", date(2026, 10, 15), "12 คนเข้าร่วม"),
        ("15 ต.ค. 13.30 น.", date(2026, 10, 15), "13.30 น."),
        ("15 ต.ค. 13 น.", date(2026, 10, 15), "13 น."),
        ("15/10/69 9:30", date(2026, 10, 15), "9:30"),
        ("15 ต.ค. 12/2570", date(2026, 10, 15), "12/2570"),
        ("เมื่อวานประชุมครบ", date(2026, 11, 21), "ประชุมครบ"),
        ("(15/10/2569) เรียบร้อย", date(2026, 10, 15), "เรียบร้อย"),
        ("[ เมื่อวันที่ 15 ต.ค. 69 ] ครบ", date(2026, 10, 15), "ครบ"),
        ("เมื่อ วันที่ 15 ต.ค. ครบ", date(2026, 10, 15), "ครบ"),
        ("เมื่อวันศุกร์ประชุมครบ", date(2026, 11, 20), "ประชุมครบ"),
        ("วันพฤหัสบดีที่แล้ว ครบ", date(2026, 11, 19), "ครบ"),
        ("เมื่อวันอาทิตย์", date(2026, 11, 15), ""),
    ],
)
def test_the_longest_date_is_taken_and_the_rest_left(text: str, expected: date, rest: str) -> None:
    assert take_date(text, TODAY, Lean.PAST) == (expected, rest)


@pytest.mark.parametrize(
    "text",
    ["3 คน", "3", "45/50 คน", "10/12 คน", "1/2570 ครั้งแรก", "3 ตุลาการ", "3 มีความเห็น", "3 ก.พ.ร.",
     "2.4.1 ส่งแล้ว", "09.00 น.", "วันหยุด", "ส่ง 15 ต.ค.", "192.168.1.10"],
)  # fmt: skip
def test_no_date_leaves_everything(text: str) -> None:
    assert take_date(text, TODAY, Lean.PAST) == (None, text)


@pytest.mark.parametrize(
    ("text", "expected", "rest"),
    [
        ("09.00 น.", time(9), ""),
        ("9:30", time(9, 30), ""),
        ("13.30", time(13, 30), ""),
        ("๑๓.๓๐ น.", time(13, 30), ""),
        ("13.30น. ห้องประชุม 2", time(13, 30), "ห้องประชุม 2"),
        ("เวลา 09.00 น. ค่ะ", time(9), ""),
        ("9 น.", time(9), ""),
        ("1:30 pm", time(13, 30), ""),
        ("12.15 am", time(0, 15), ""),
        ("23.59 นาฬิกา", time(23, 59), ""),
    ],
)
def test_a_time_is_taken(text: str, expected: time, rest: str) -> None:
    assert take_time(text) == (expected, rest)


@pytest.mark.parametrize(
    ("hour", "texts"),
    [
        (
            time(13, 30),
            "บ่ายโมงครึ่ง|เวลาบ่ายโมงครึ่ง|บ่ายโมง 30 นาที|1330|1330 น.|13:30|13.30 น.|๑๓.๓๐|๑๓.๓๐ น.",
        ),
        (
            time(13, 30),
            "13 นาฬิกา 30 นาที|สิบสามนาฬิกาสามสิบนาที|13:30 น.|เวลา ๑๓.๓๐ น.|1.30 pm|บ่ายโมงสามสิบ",
        ),
        (time(13), "บ่ายโมง|บ่ายโมงตรง|บ่าย 1|บ่ายหนึ่งโมง|13 นาฬิกา|13 โมง|ตอนบ่ายโมง|1 pm"),
        (time(14), "บ่ายสองโมง|บ่าย 2 โมง|บ่าย ๒|บ่ายสอง|2 โมงบ่าย|ตอนบ่ายสองโมงตรง"),
        (
            time(9),
            "เก้าโมงเช้า|9 โมง|ตอน 9 โมง|เก้าโมง|9 โมงเช้า|เช้า 9 โมง|9 น.|09.00|0900|9am|สามโมงเช้า",
        ),
        (time(10, 30), "สิบโมงครึ่ง|10 โมงครึ่ง|สิบโมงสามสิบนาที|10.30|10 โมง 30 นาที|สิบโมงครึ่งเช้า"),
        (time(12), "เที่ยง|เที่ยงวัน|เที่ยงตรง|ตอนเที่ยง|12.00 น."),
        (time(12, 30), "เที่ยงครึ่ง|เที่ยง 30 นาที"),
        (time(16), "สี่โมงเย็น|4 โมงเย็น|เย็น 4 โมง|บ่ายสี่โมง|16 นาฬิกา"),
        (time(19, 30), "หนึ่งทุ่มครึ่ง|1 ทุ่มครึ่ง"),
    ],
)
def test_an_hour_is_told_in_many_ways(hour: time, texts: str) -> None:
    for text in texts.split("|"):
        assert (text, *take_time(text)) == (text, hour, "")
        assert words.cut_time(f"ห้องประชุม 2 {text} ค่ะ") == (hour, "ห้องประชุม 2 ค่ะ")


@pytest.mark.parametrize(
    "text",
    ["9", "25.00", "24.00 น.", "9.75", "สองโมง", "2 โมง", "สี่โมงครึ่ง", "เที่ยงคืน", "ตอนบ่าย", "ช่วงเช้า",
     "บ่าย", "25 น.", "13.60", "บ่ายแก่ ๆ", "สายๆ", "บ่ายคล้อย"],
)  # fmt: skip
def test_an_hour_that_is_not_understood_is_noticed(text: str) -> None:
    assert take_time(text) == (None, text)
    assert words.cut_time(text) == (None, text)
    assert words.tells_hour(text)


@pytest.mark.parametrize(
    "text", ["", "ห้องประชุม 2", "9 นาย", "อาคาร 7 ชั้น 3", "ประชุมออนไลน์", "ครั้งที่ 1/2570"]
)
def test_what_is_no_time_is_left(text: str) -> None:
    assert take_time(text) == (None, text)
    assert not words.tells_hour(text)


@pytest.mark.parametrize(
    "text",
    ["3", "๓", "03", "ขั้นตอนที่ 3", "ขั้นตอนที่๓", "ขั้นตอน3", "ขั้นที่ 3", "ขั้น3", "ข้อ 3", "ข้อที่ 3", "ที่ 3",
     "step 3", "Step3", "#3", "step #3", "no. 3", "ลำดับที่ 3", "หมายเลข 3", "ขั้น\u200bตอนที่ 3"],
)  # fmt: skip
def test_a_step_has_many_spellings(text: str) -> None:
    assert take_number(text) == (3, "")
    assert take_number(f"{text} ค่ะ") == (3, "")
    assert take_number(f"{text} 15 ต.ค. ส่ง ๒ เล่ม") == (3, "15 ต.ค. ส่ง ๒ เล่ม")


@pytest.mark.parametrize(
    "text",
    ["", "-3", "สาม", "3.13", "3,4", "3-5", "3/12", "42%", "๔๒ %", "15 ต.ค. 69", "31/2/2570",
     "2026-11-22", "ขั้นตอนนี้", "ที่ประชุม", "9" * 5000],
)  # fmt: skip
def test_what_is_no_step_is_left(text: str) -> None:
    assert take_number(text) == (None, text)


@pytest.mark.parametrize(
    ("text", "expected", "rest"),
    [
        ("42", 42, ""),
        ("42%", 42, ""),
        ("ร้อยละ 42", 42, ""),
        ("๔๒ %", 42, ""),
        ("42 เปอร์เซ็นต์ ครับ", 42, ""),
        ("100% ส่งแล้ว", 100, "ส่งแล้ว"),
        ("0", 0, ""),
        ("101", None, "101"),
        ("150%", None, "150%"),
        ("42.5", None, "42.5"),
        ("มาก", None, "มาก"),
    ],
)
def test_a_percentage_is_0_to_100(text: str, expected: int | None, rest: str) -> None:
    assert take_percent(text) == (expected, rest)


@pytest.mark.parametrize(
    ("typed", "tidied"),
    [
        ("ทํา", "ทำ"),
        ("นํ้า", "น้ำ"),
        ("น้ํา", "น้ำ"),
        ("นำ้", "น้ำ"),
        ("นำำ้", "น้ำ"),
        ("ท่ี่", "ที่"),
        ("ข้ันตอนท่ี", "ขั้นตอนที่"),
        ("สิทธ์ิ", "สิทธิ์"),
        ("เส็็จ", "เส็จ"),
        ("เเผน", "แผน"),
        ("\u200fเส\u200bร็จ\u00ad\ufeff 3\u2069", "เสร็จ 3"),
        ("ก \t\u00a0 ข", "ก ข"),
        ("ก  \r\n ข\u2028ค", "ก\nข\nค"),
        ("ก\x00ข\ud800", "กข"),
        ("cafe\u200b\u0301", "café"),
        ("👩\u200d💻 ½ ﬁ ３", "👩\u200d💻 ½ ﬁ ３"),
    ],
)
def test_tidy_text_has_one_spelling(typed: str, tidied: str) -> None:
    assert words.tidy(typed) == tidied


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3 ค่ะ", "3"),
        ("3ค่ะ", "3"),
        ("ส่งแล้วครับผม 🙏", "ส่งแล้ว"),
        ("วัฒนะค่ะ", "วัฒนะ"),
        ("3 นะครับ", "3"),
        ("3 นะคะ!!", "3"),
        ("๓คะ", "๓"),
        ("จ้า", ""),
        ("🙏", ""),
        ("ไม่คุ้มค่า", "ไม่คุ้มค่า"),
        ("ชื่อเจ้า", "ชื่อเจ้า"),
        ("ข้อบังคับ", "ข้อบังคับ"),
        ("นายชนะ", "นายชนะ"),
        ("3 ค่ะ! ครับผม 🙏 นะคะ", "3"),
        ("3 ! ๆ ครับ", "3 ! ๆ"),
        ("3 ค่ะ ขอบคุณมากค่ะ 🙏", "3"),
        ("นะคะ ขอบพระคุณค่ะ", ""),
        ("ขอบคุณค่ะ", "ขอบคุณ"),
        ("หนังสือขอบคุณ", "หนังสือขอบคุณ"),
    ],
)
def test_only_what_is_polite_is_taken_off(text: str, expected: str) -> None:
    assert words.impolite(text) == expected


def test_only_a_mark_apart_confirms() -> None:
    assert take_number("3 !") == (3, "!")
    assert take_number("3!") == (3, "")
    assert words.impolite("! ค่ะ") == "!"


@pytest.mark.parametrize(
    ("text", "past", "future"),
    [
        ("วันศุกร์", date(2026, 11, 20), date(2026, 11, 27)),
        ("วันอาทิตย์ ", TODAY, TODAY),
        ("เมื่อวันพุธ", date(2026, 11, 18), date(2026, 11, 18)),
    ],
)
def test_a_weekday_is_the_last_or_the_next(text: str, past: date, future: date) -> None:
    assert (day(text, Lean.PAST), day(text, Lean.FUTURE)) == (past, future)


FRIDAY = date(2026, 10, 9)
"""In the plan's second week."""


def october(*days: int) -> tuple[date, ...]:
    return tuple(date(2026, 10, d) for d in days)


@pytest.mark.parametrize(
    ("text", "expected", "rest"),
    [
        ("เมื่อวันที่ 2", 2, ""),
        ("เมื่อวันที่ ๒ ส่งแล้ว", 2, "ส่งแล้ว"),
        ("วันที่ 6", 6, ""),
        ("วันที่ 6 ครับ", 6, ""),
        ("เมื่อ 2", 2, ""),
        ("2.10", 2, ""),
        ("2-10", 2, ""),
        ("2/10", 2, ""),
        ("2/10 ส่งแล้ว", 2, "ส่งแล้ว"),
        ("(2.10)", 2, ""),
        ("เมื่อวันที่ 2.10 ส่งแล้ว", 2, "ส่งแล้ว"),
        ("เมื่อวันที่ 2/10", 2, ""),
        ("เมื่อ 3 วันก่อน", 6, ""),
        ("เมื่อสามวันก่อน", 6, ""),
        ("๓ วันที่แล้ว", 6, ""),
        ("3 วันก่อน ส่งแล้ว", 6, "ส่งแล้ว"),
        ("3 days ago", 6, ""),
        ("last Monday", 5, ""),
        ("จันทร์ที่ผ่านมา", 5, ""),
        ("วันจันทร์ที่แล้ว", 5, ""),
        ("เมื่อจันทร์ที่แล้ว", 5, ""),
        ("เมื่อวันจันทร์", 5, ""),
        ("พุธที่ผ่านมา ประชุมครบ", 7, "ประชุมครบ"),
        ("วันศุกร์ที่แล้ว", 2, ""),
        ("วันพุธ", 7, ""),
        ("พุธ", 7, ""),
        ("วันพุธนี้", 7, ""),
        ("วันพฤหัสบดีสัปดาห์ที่แล้ว", 1, ""),
        ("วันอังคารที่ 6", 6, ""),
        ("เมื่อวาน", 8, ""),
        ("เมื่อวานซืน", 7, ""),
        ("วานนี้", 8, ""),
        ("เมื่อเช้านี้", 9, ""),
        ("วันที่ 6 เดือนนี้", 6, ""),
        ("เมื่อ 2 ต.ค.", 2, ""),
        ("2ตค69", 2, ""),
        ("6 ตุลาคม ส่ง 2 เล่ม", 6, "ส่ง 2 เล่ม"),
    ],
)
def test_what_can_only_mean_one_day_is_read(text: str, expected: int, rest: str) -> None:
    assert take_date(text, FRIDAY, Lean.PAST) == (date(2026, 10, expected), rest)


def test_the_end_of_a_month_is_its_last_day() -> None:
    for text in ("สิ้นเดือนที่แล้ว", "สิ้นเดือนก.ย.", "สิ้นเดือนกันยายน 2569"):
        assert read_date(text, FRIDAY, Lean.PAST) == date(2026, 9, 30)
    assert read_date("สิ้นเดือน", FRIDAY, Lean.FUTURE) == date(2026, 10, 31)
    assert read_date("สิ้นปีงบประมาณ", FRIDAY, Lean.FUTURE) == date(2027, 9, 30)


LAST_WEEK = (*(date(2026, 9, d) for d in (28, 29, 30)), *october(1, 2))


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2-6 ต.ค. 69", october(2, 3, 4, 5, 6)),
        ("2 – 6 ตุลาคม 2569", october(2, 3, 4, 5, 6)),
        ("2 ถึง 6 ต.ค.", october(2, 3, 4, 5, 6)),
        ("2-6/10/69", october(2, 3, 4, 5, 6)),
        ("2/10/69-5/10/69", october(2, 3, 4, 5)),
        ("2 ต.ค. ถึงวันที่ 4 ต.ค. 69", october(2, 3, 4)),
        ("1/10/69-31/10/69", october(1, 31)),
        ("สัปดาห์ที่แล้ว", LAST_WEEK),
        ("เมื่ออาทิตย์ก่อน", LAST_WEEK),
        ("1 สัปดาห์ที่แล้ว", LAST_WEEK),
        ("สัปดาห์นี้", october(5, 6, 7, 8, 9)),
        ("ต้นสัปดาห์", october(5, 6, 7, 8, 9)),
        ("เมื่อคืน", october(8, 9)),
        ("5 วันที่ผ่านมา", october(4)),
        ("วันพุธที่ 6", october(6)),
        ("วันพุธประชุมเสร็จ", october(7)),
        ("พุธ ประชุมเสร็จ", october(7)),
        ("2.10 ส่งแล้ว", october(2)),
        ("วันศุกร์หน้า", october(16)),
        ("วันที่ 20", (date(2026, 9, 20),)),
        ("เดือนที่แล้ว", ()),
        ("ต้นเดือน", ()),
        ("กลางเดือนตุลาคม", ()),
        ("เดือนตุลาคม", ()),
        ("หลายวันก่อน", ()),
        ("2-3 วันก่อน", ()),
        ("วันก่อน", ()),
        ("ปีที่แล้ว", ()),
    ],
)
def test_what_can_mean_several_days_means_none(text: str, days: tuple[date, ...]) -> None:
    with pytest.raises(Refusal) as refused:
        take_date(text, FRIDAY, Lean.PAST)
    assert (refused.value.code, refused.value.values["days"]) == ("date-unclear", days)


@pytest.mark.parametrize(
    "text",
    ["แจกเอกสาร 20 ชุด", "20 ชุด", "ส่ง ๓ ฉบับ", "2-3 ชุด", "ครบ 12 คน", "1.5 ล้านบาท", "2.4 คะแนน",
     "45/50 คน", "ได้ 3/12 เรื่อง", "ร้อยละ 95.5", "95.5%", "หนังสือที่ สธ 0903.02/1234", "ครั้งที่ 1/2570",
     "คำสั่งที่ 12/2569", "ตัวชี้วัด 2.4", "ตัวชี้วัดที่ 2.4.1", "โทร 02-590-4000", "โทร 081-234-5678",
     "ห้องประชุม 2", "อาคาร 7 ชั้น 3", "เวลา 09.00 น.", "10.10 น.", "9 โมง", "รอบ 5 เดือน",
     "ใช้เวลา 3 วัน", "ภายใน 2 สัปดาห์", "ทุกวันศุกร์", "ก่อนประชุม", "ส่งก่อนวันประชุม", "3 วันก่อนวันประชุม",
     "ทั้งสัปดาห์", "แผน 5 ปี", "รายเดือน", "ประจำเดือนตุลาคม", "วันหยุด", "งานวันเด็ก", "เมื่อ 3 ฝ่ายเห็นชอบ",
     "แล้วเมื่อไร", "ปีงบประมาณ พ.ศ. 2570", "เล่ม 1-3", "v1.2", "ไฟล์ v2.10.3",
     "นายจันทร์เพ็ญ", "คุณอังคาร ใจดี"],
)  # fmt: skip
def test_figures_and_names_tell_no_day(text: str) -> None:
    assert take_date(text, FRIDAY, Lean.PAST) == (None, text)
    assert words.told_in(text, FRIDAY, Lean.PAST) == []


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("ประชุมแล้วเมื่อ 2 ต.ค. 69", [date(2026, 10, 2)]),
        ("ส่งแล้วเมื่อวาน ตามหนังสือ 1/10/2569", [date(2026, 11, 21), date(2026, 10, 1)]),
        ("ได้ 3/12 เรื่อง ประชุม 1/2570 วันศุกร์", [date(2026, 11, 20)]),
        ("ส่งเมื่อวันที่ 6 แล้ว", [date(2026, 11, 6)]),
        ("ลงนาม 31/9/69", [date(2026, 9, 30), date(2026, 10, 1)]),
        ("ประชุม 2-3 ต.ค. 69", [date(2026, 10, 2), date(2026, 10, 3)]),
    ],
)
def test_days_are_found_amid_words(text: str, days: list[date]) -> None:
    assert [d for t in words.told_in(text, TODAY, Lean.PAST) for d in t.days] == days


@pytest.mark.parametrize("text", ["2,3", "2-4", "2 กับ 3", "ข้อ 2 และข้อ 3 ค่ะ", "2 3", "๒ ถึง ๔ ส่งแล้ว"])
def test_several_steps_are_several(text: str) -> None:
    assert words.names_several(text)


@pytest.mark.parametrize(
    "text",
    ["2", "2, 3 ต.ค. 69", "2-4-2570", "2 12 คน", "2-3 คน", "2.4", "2/3", "3 15/10/69", "2 3 ส่ง"],
)
def test_one_step_is_not_several(text: str) -> None:
    assert not words.names_several(text)


@pytest.mark.parametrize("text", ["4-02", "๔-๒", "4 - 02", "เลขที่หลักฐาน 4-02", "4–2"])
def test_the_number_of_a_file_is_a_step_and_a_number_in_it(text: str) -> None:
    assert take_label(f"{text} ยังไม่ลงนาม") == ((4, 2), "ยังไม่ลงนาม")


@pytest.mark.parametrize("text", ["4", "4-2-2570", "3-4 ชุด", "4-10 ต.ค. 69", "ก-02"])
def test_what_else_has_a_hyphen_is_none(text: str) -> None:
    assert take_label(text) == (None, text)


@pytest.mark.parametrize(
    ("text", "number", "rest"),
    [
        ("1", 1, ""),
        ("รอบที่ ๒", 2, ""),
        ("รอบแรก", 1, ""),
        ("รอบหลัง 2569", 2, "2569"),
        ("2569 รอบ1", 1, "2569"),
        ("รอบ 5 เดือนแรก", 1, ""),
        ("5 เดือนหลัง 2569", 2, "2569"),
        ("Round 2 latin", 2, "latin"),
        ("ทั้งปี", WHOLE_YEAR, ""),
        ("ALL", WHOLE_YEAR, ""),
        ("รอบ 3", None, "รอบ 3"),
        ("12", None, "12"),
        ("1/10/2569", None, "1/10/2569"),
    ],
)
def test_a_round_is_told_by_its_number_or_its_months(
    text: str, number: int | None, rest: str
) -> None:
    assert take_round(text) == (number, rest)


@pytest.mark.parametrize(
    ("said", "found", "rest"),
    [
        ("6 ต.ค.", StepOfMonth(6, 10), ""),
        ("ที่ 6 เดือนตุลาคม ส่งแล้ว", StepOfMonth(6, 10), "ส่งแล้ว"),
        ("๖ พ.ย. 5/12/69", StepOfMonth(6, 11), "5/12/69"),
        ("ขั้นตอนที่ 6 ต.ค. 69", StepOfMonth(6, 10, 2026), ""),
        ("6 ประจำเดือน ต.ค. 2569 ส่งแล้ว", StepOfMonth(6, 10, 2026), "ส่งแล้ว"),
        ("6 ต.ค. 69", StepOfMonth(6, 10, 2026, may_be_day=True), ""),
        ("6 oct. 2026", StepOfMonth(6, 10, 2026, may_be_day=True), ""),
        ("6 พ.ย. 15-12-69", StepOfMonth(6, 11), "15-12-69"),
        ("6 ต.ค. พ.ศ. 2026", None, "6 ต.ค. พ.ศ. 2026"),
        ("6 5 ต.ค. 69", None, "6 5 ต.ค. 69"),
    ],
)
def test_a_month_after_a_step_with_a_year_it_may_be_a_day(
    said: str, found: StepOfMonth | None, rest: str
) -> None:
    assert take_month_of_step(said) == (found, rest)


@pytest.mark.parametrize(
    ("said", "several"),
    [
        *(("6.1-6.3", True), ("6.1 กับ 6.2", True), ("6.1, 6.2 ค่ะ", True)),
        *(("6.2 5/10/69", False), ("6.2 2.10", False), ("1 2.10", False)),
    ],
)
def test_several_times_of_a_step_are_several_steps(said: str, several: bool) -> None:
    assert names_several(said) is several
