import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from bot.domain.errors import BadFile, Problem
from bot.system.days_off import (
    TABLE,
    TABLE_YEARS,
    computed_days_off,
    official_days_off,
    read_days_off,
)


def test_the_table_says_what_the_library_knows() -> None:
    first, last = TABLE_YEARS[0], TABLE_YEARS[-1]
    assert read_days_off(TABLE) == computed_days_off(first, last), "make days-off"
    assert official_days_off(first, last) == computed_days_off(first, last)


def test_with_the_table_the_library_is_not_loaded() -> None:
    asked = """
import sys
from bot.system.days_off import official_days_off
sys.exit(not official_days_off(2024, 2033) or "holidays" in sys.modules)
"""
    subprocess.run([sys.executable, "-c", asked], check=True, timeout=60)


@pytest.mark.parametrize("years", [(2024, 2024), (2026, 2029), (2022, 2024), (2033, 2036)])
def test_of_the_table_or_not_the_days_are_the_same(years: tuple[int, int]) -> None:
    assert official_days_off(*years) == computed_days_off(*years)


def test_a_national_day_is_off_and_named_in_thai() -> None:
    assert official_days_off(2026, 2026)[date(2026, 4, 13)] == "วันสงกรานต์"


def test_government_days_are_off_too() -> None:
    assert "พืชมงคล" in official_days_off(2026, 2026)[date(2026, 5, 13)]


def test_substitutes_are_off() -> None:
    assert date(2027, 2, 22) in official_days_off(2027, 2027)


@pytest.mark.parametrize("day", [date(2026, 5, 1), date(2027, 5, 3), date(2026, 1, 10)])
def test_offices_work_on_labour_day_its_substitute_and_childrens_day(day: date) -> None:
    assert day not in official_days_off(2026, 2027)


def test_no_day_is_off_for_what_offices_do_not_keep() -> None:
    names = "; ".join(official_days_off(2000, 2100).values())
    assert "แรงงาน" not in names
    assert "วันเด็ก" not in names


BORN = (
    "วันคล้ายวันพระบรมราชสมภพ พระบาทสมเด็จพระบรมชนกาธิเบศร มหาภูมิพลอดุลยเดชมหาราช บรมนาถบพิตร "
    "วันชาติ และวันพ่อแห่งชาติ"
)
MOTHER = "สมเด็จพระนางเจ้าสิริกิติ์ พระบรมราชินีนาถ พระบรมราชชนนีพันปีหลวง และวันแม่แห่งชาติ"


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 12, 5), BORN),
        (date(2026, 12, 7), f"วันหยุดชดเชย{BORN}"),
        (date(2025, 8, 12), f"วันเฉลิมพระชนมพรรษา {MOTHER}"),
        (date(2027, 8, 12), f"วันคล้ายวันพระราชสมภพ {MOTHER}"),
        (date(2028, 8, 14), f"วันหยุดชดเชยวันคล้ายวันพระราชสมภพ {MOTHER}"),
        (date(2027, 10, 13), "วันนวมินทรมหาราช"),
        (date(2027, 2, 22), "วันหยุดชดเชยวันมาฆบูชา"),
        (date(2026, 1, 2), "วันหยุดราชการเพิ่มเติมเป็นกรณีพิเศษ"),
    ],
)
def test_a_day_bears_the_name_that_an_office_signs(day: date, name: str) -> None:
    assert official_days_off(2024, 2035)[day] == name


def test_two_days_on_one_date_are_both_named() -> None:
    both = official_days_off(2023, 2023)[date(2023, 6, 3)]
    assert both.startswith("วันวิสาขบูชา และวันเฉลิมพระชนมพรรษา สมเด็จพระนางเจ้าสุทิดา")


def test_no_name_is_the_librarys_joined_list() -> None:
    for name in official_days_off(2024, 2035).values():
        assert ";" not in name
        assert name.startswith("วัน")
        assert "วันคล้ายวันเฉลิม" not in name


def test_every_year_asked_for_is_there_in_order() -> None:
    days = list(official_days_off(2026, 2028))
    assert {day.year for day in days} == {2026, 2027, 2028}
    assert days == sorted(days)


@pytest.mark.parametrize("years", [(2569, 2570), (2026, 2569), (2028, 2026)])
def test_buddhist_or_reversed_years_are_refused_instead_of_giving_nothing(
    years: tuple[int, int],
) -> None:
    with pytest.raises(ValueError, match="CE years"):
        official_days_off(*years)


def written(folder: Path, content: str | bytes) -> Path:
    path = folder / "days.txt"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_a_file_names_one_day_a_line(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "\ufeff# วันหยุดปี 2570\r\n\r\n2027-01-01\n2027-04-13, วันสงกรานต์\n"
        "  2027-07-30 วันหยุด พิเศษ # ตามมติ ครม.\n",
    )
    assert read_days_off(path) == {
        date(2027, 1, 1): "",
        date(2027, 4, 13): "วันสงกรานต์",
        date(2027, 7, 30): "วันหยุด พิเศษ",
    }


def test_every_bad_line_is_told_at_once_with_its_place(tmp_path: Path) -> None:
    path = written(tmp_path, "2027-01-01\n  31/12/2570 สิ้นปี\n2027-02-30\n2570-04-13\n")
    with pytest.raises(BadFile) as raised:
        read_days_off(path)
    iso = "write year-month-day, as in 2027-01-01"
    assert raised.value.problems == (
        Problem(2, 3, "not a date: '31/12/2570'", iso),
        Problem(3, 1, "no such day: 2027-02-30", iso),
        Problem(4, 1, "a Buddhist year: 2570-04-13", "write 2027-04-13"),
    )


def test_a_line_that_begins_with_a_comma_is_no_date(tmp_path: Path) -> None:
    with pytest.raises(BadFile):
        read_days_off(written(tmp_path, ", วันหยุด\n"))


def test_a_file_that_is_not_utf8_says_in_which_line(tmp_path: Path) -> None:
    path = written(tmp_path, b"2027-01-01\n2027-04-13 " + "วัน".encode("tis-620"))
    with pytest.raises(BadFile) as raised:
        read_days_off(path)
    assert raised.value.problems[0].line == 2


def test_a_file_that_is_not_there_is_a_bad_file(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="cannot be read"):
        read_days_off(tmp_path / "none.txt")
