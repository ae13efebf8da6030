"""What holds for any date that we print and for any text that people type."""

from contextlib import suppress
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from bot.domain import typed
from bot.domain.errors import Refusal
from bot.domain.typed import Lean, read_date, take_date, take_number, take_percent, take_time
from bot.render import dates

TODAY = date(2026, 11, 22)
SHORT_YEARS = st.dates(date(1957, 1, 1), date(2056, 12, 31))
"""2500 to 2599, which two digits can say."""
SCRAPS = st.sampled_from(
    ["0", "3", "15", "31", "99", "64", "2570", "๓", "/", "-", ".", ":", "#", "%", "ต.ค.", "ก.พ.",
     "กุมภา", "พ.ศ.", "วันที่", "ที่", "ข้อ", "ขั้นตอน", "เมื่อวาน", "พรุ่งนี้", "ร้อยละ", "เวลา", "น.", "ค่ะ",
     "นะ", "แล้ว", "\u0e4d", "า", "ำ", "\u0e49", "ี", "ุ", "็", "์", "เ",
     " ", "\n", "\u200b", "May", "pm"]
)  # fmt: skip
TYPED = st.text() | st.lists(SCRAPS, max_size=12).map("".join)


def day(text: str) -> date:
    return read_date(text, TODAY, Lean.NEAR)


@given(SHORT_YEARS)
def test_every_date_we_print_short_is_read_back(printed: date) -> None:
    for write in (dates.short_date, dates.weekday_date):
        assert day(write(printed, "th")) == printed
    assert day(dates.span(printed, printed, "th")) == printed


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


@given(TYPED)
def test_tidying_twice_changes_nothing_more(text: str) -> None:
    assert typed.tidy(typed.tidy(text)) == typed.tidy(text)


@given(TYPED)
def test_thai_digits_keep_their_place(text: str) -> None:
    assert len(typed.arabic(text)) == len(text)
