from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from bot.render import dates

BANGKOK = ZoneInfo("Asia/Bangkok")
REVISION = date(2021, 10, 6)


def test_years_are_buddhist_in_thai_only() -> None:
    assert dates.long_date(REVISION, "th") == "6 ตุลาคม 2564"
    assert dates.long_date(REVISION, "en") == "6 October 2021"


def test_lists_have_the_short_date() -> None:
    assert dates.short_date(REVISION, "th") == "6 ต.ค. 64"
    assert dates.short_date(REVISION, "en") == "6 Oct 2021"


def test_the_weekday_is_that_of_the_true_year() -> None:
    assert dates.weekday_date(REVISION, "th") == "วันพุธที่ 6 ตุลาคม 2564"
    assert dates.weekday_date(REVISION, "en") == "Wednesday 6 October 2021"


def test_29_february_is_written_although_its_buddhist_year_is_no_leap_year() -> None:
    assert dates.weekday_date(date(2024, 2, 29), "th") == "วันพฤหัสบดีที่ 29 กุมภาพันธ์ 2567"


def test_a_century_of_short_years_keeps_two_digits() -> None:
    assert dates.short_date(date(1957, 1, 5), "th") == "5 ม.ค. 00"
    assert dates.short_date(date(1966, 1, 5), "th") == "5 ม.ค. 09"


@pytest.mark.parametrize(
    ("first", "last", "thai", "english"),
    [
        (date(2026, 11, 16), date(2026, 11, 22), "16–22 พ.ย. 69", "16–22 Nov 2026"),
        (date(2027, 2, 28), date(2027, 3, 6), "28 ก.พ. – 6 มี.ค. 70", "28 Feb – 6 Mar 2027"),
        (
            date(2026, 12, 28),
            date(2027, 1, 3),
            "28 ธ.ค. 69 – 3 ม.ค. 70",
            "28 Dec 2026 – 3 Jan 2027",
        ),
        (
            date(2026, 12, 1),
            date(2027, 12, 2),
            "1 ธ.ค. 69 – 2 ธ.ค. 70",
            "1 Dec 2026 – 2 Dec 2027",
        ),
        (date(2026, 11, 16), date(2026, 11, 16), "16 พ.ย. 69", "16 Nov 2026"),
    ],
)
def test_a_span_says_what_both_days_share_once(
    first: date, last: date, thai: str, english: str
) -> None:
    assert dates.span(first, last, "th") == thai
    assert dates.span(first, last, "en") == english


def test_the_clock_has_a_dot_in_thai() -> None:
    assert dates.clock(time(9), "th") == "09.00 น."
    assert dates.clock(time(9), "en") == "09:00"


def test_a_moment_is_day_and_clock() -> None:
    local = datetime(2026, 11, 22, 9, 0, tzinfo=BANGKOK)
    assert dates.moment(local, "th") == "22 พ.ย. 69 เวลา 09.00 น."
    assert dates.moment(local, "en") == "22 Nov 2026, 09:00"
    assert dates.clock(local, "th") == "09.00 น."


def test_a_fiscal_year_is_named_by_its_end() -> None:
    assert dates.fiscal_year_name(2027, "th") == "ปีงบประมาณ พ.ศ. 2570"
    assert dates.fiscal_year_name(2027, "en") == "fiscal year 2570 BE (2026/27)"
    assert dates.fiscal_year_name(2100, "en") == "fiscal year 2643 BE (2099/00)"


def test_months_have_a_name_and_a_short_name() -> None:
    assert dates.month_name(2, "th") == "กุมภาพันธ์"
    assert dates.month_name(2, "th", short=True) == "ก.พ."
    assert dates.month_name(12, "en") == "December"


def test_where_the_year_can_be_seen_it_is_left_out() -> None:
    assert dates.day_month(date(2026, 10, 6), "th") == "6 ต.ค."
    assert dates.day_month(date(2026, 10, 6), "en") == "6 Oct"


def test_a_year_stands_alone_over_its_months() -> None:
    assert dates.year_number(date(2026, 10, 6), "th") == "2569"
    assert dates.year_number(date(2026, 10, 6), "en") == "2026"
