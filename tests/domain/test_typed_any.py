"""What holds for any date that we print and for any text that people type."""

from contextlib import suppress
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from bot.domain import typed
from bot.domain.errors import Refusal
from bot.domain.spelling import respelt
from bot.domain.typed import Lean, read_date, take_date, take_number, take_percent, take_time
from bot.domain.typed_days import _NO_DAY, _SURE
from bot.render import dates

TODAY = date(2026, 11, 22)
SHORT_YEARS = st.dates(date(1957, 1, 1), date(2056, 12, 31))
"""2500 to 2599, which two digits can say."""
SCRAPS = st.sampled_from(
    ["0", "3", "15", "31", "99", "64", "2570", "๓", "/", "-", ".", ":", "#", "%", "ต.ค.", "ก.พ.",
     "กุมภา", "พ.ศ.", "วันที่", "ที่", "ข้อ", "ขั้นตอน", "เมื่อวาน", "พรุ่งนี้", "ร้อยละ", "เวลา", "น.", "ค่ะ",
     "นะ", "แล้ว", "\u0e4d", "า", "ำ", "\u0e49", "ี", "ุ", "็", "์", "เ", " ",
     "\n", "\u200b", "May", "pm"]
)  # fmt: skip
TYPED = st.text() | st.lists(SCRAPS, max_size=12).map("".join)


def day(text: str) -> date:
    return read_date(text, TODAY, Lean.NEAR)


@given(SHORT_YEARS)
def test_every_date_we_print_short_is_read_back(printed: date) -> None:
    for write in (dates.short_date, dates.weekday_date):
        assert day(write(printed, "th")) == printed
    assert day(dates.span(printed, printed, "th")) == printed


WAYS = st.sampled_from(
    ["เมื่อวันที่ {d}", "วันที่ {d}", "เมื่อ {d} {m}", "{d} {m} {y}", "{d}/{n}/{y}", "เมื่อวันที่ {d}.{n}",
     "เมื่อวาน", "เมื่อวานซืน", "เมื่อ 3 วันก่อน", "{d} วันที่แล้ว", "สองวันก่อน", "จันทร์ที่ผ่านมา", "เมื่อวันพุธ",
     "วันศุกร์", "สัปดาห์ที่แล้ว", "อาทิตย์ก่อน", "เดือนที่แล้ว", "สิ้นเดือนที่แล้ว", "ต้นเดือน", "วันก่อน",
     "หลายวันก่อน", "2-{d} {m} {y}", "31/9/{y}"]
)  # fmt: skip
WORDS = st.sampled_from(
    ["", "ส่งแล้ว", "ประชุมครบ 12 คน", "แจกเอกสาร 20 ชุด", "ตัวชี้วัด 2.4", "ได้ 3/12 เรื่อง"]
)


@st.composite
def told_days(draw: st.DrawFn) -> str:
    day = draw(st.dates(date(2026, 10, 3), date(2026, 11, 21)))
    month = dates.short_date(day, "th").split()[1]
    return draw(WAYS).format(d=day.day, m=month, n=day.month, y=day.year - 1957)


@given(WORDS, told_days(), WORDS)
def test_no_day_that_is_told_goes_unnoticed(before: str, told: str, after: str) -> None:
    """Where a day stands it is read or refused; amid words it is seen."""
    with suppress(Refusal):
        assert take_date(f"{told} {after}", TODAY, Lean.PAST)[0] is not None
    assert typed.told_in(f"{before} {told} {after}", TODAY, Lean.PAST)


@given(WORDS, WORDS)
def test_a_note_without_a_day_tells_none(before: str, after: str) -> None:
    assert typed.told_in(f"{before} {after}", TODAY, Lean.PAST) == []


@given(st.dates(date(1900, 1, 1), date(2399, 12, 31)))
def test_every_date_we_print_in_full_is_read_back(printed: date) -> None:
    for language in ("th", "en"):
        assert day(dates.long_date(printed, language)) == printed
        assert day(dates.weekday_date(printed, language)) == printed
    assert day(dates.short_date(printed, "en")) == printed


@given(SHORT_YEARS, st.times())
def test_every_moment_we_print_is_read_back(printed: date, at: time) -> None:
    local = datetime.combine(printed, at, ZoneInfo("Asia/Bangkok"))
    found, rest = take_date(dates.moment(local, "th"), TODAY, Lean.NEAR)
    assert found == printed
    assert take_time(rest) == (at.replace(second=0, microsecond=0), "")


@given(TYPED, st.dates(), st.sampled_from(Lean))
def test_any_text_is_read_or_refused(text: str, today: date, lean: Lean) -> None:
    for take in (take_number, take_percent, take_time):
        take(text)
    for read in (take_date, read_date):
        with suppress(Refusal):
            read(text, today, lean)


@given(st.integers(0, 99999), st.sampled_from(["", " ", "  "]), st.integers(0, 9999), TYPED)
def test_figures_after_figures_are_no_day(one: int, between: str, two: int, text: str) -> None:
    """By no shape: `find_date` does not try them."""
    for written in (f"{one}{between}{two}{text}", f"{one}{between}"):
        assert not (_NO_DAY.match(written) and any(s.pattern.match(written) for s in _SURE))


@given(TYPED)
def test_tidying_twice_changes_nothing_more(text: str) -> None:
    assert typed.tidy(typed.tidy(text)) == typed.tidy(text)


MARKED = st.text("กเาำe3 \n\u0e31\u0e34\u0e38\u0e3a\u0e47\u0e48\u0e49\u0e4d\u0e4e\u200b\u0301")


@given(TYPED | MARKED)
def test_what_is_tidy_is_seen_to_be(text: str) -> None:
    assert typed.tidy(text) == respelt(text)


@given(TYPED)
def test_thai_digits_keep_their_place(text: str) -> None:
    assert len(typed.arabic(text)) == len(text)
