"""One fault at a time in a file: what is said, and where."""

from __future__ import annotations

import pytest

from bot.sops.loader import parse
from bot.sops.reader import MAX_NODES
from tests.sops.files import SOUND, at_line, mends, problems


def test_a_sound_file_has_no_problem() -> None:
    assert problems(SOUND) == []


def test_yaml_that_breaks_off_is_told_where_it_breaks() -> None:
    (problem,) = problems(at_line(10, "direct: [คณะดำเนินงาน"))
    assert problem.startswith("11:8 not valid YAML: ")


def test_a_tab_in_the_indentation_is_told_at_the_tab() -> None:
    (problem,) = problems(at_line(13, "\tname: คณะดำเนินงาน"))
    assert problem.startswith("13:1 not valid YAML: ")
    assert "\\t" in problem


def test_a_colon_in_a_plain_text_is_mended_by_quotes() -> None:
    spoiled = at_line(21, "    title: เริ่ม: ต้น")
    assert problems(spoiled)[0].startswith("21:17 not valid YAML: ")
    assert "needs quotes" in mends(spoiled)[0]


def test_a_key_that_stands_twice_is_refused() -> None:
    assert problems(at_line(9, "title: อื่น\nscope: []")) == [
        '9:1 "title" stands twice (first on line 2)'
    ]


def test_an_alias_is_refused_and_told_once() -> None:
    assert problems(at_line(21, "    title: *start")) == ['21:12 a YAML alias ("*start")']


def test_an_anchor_is_refused() -> None:
    assert problems(at_line(21, "    title: &start เริ่ม")) == ["21:12 a YAML anchor (&)"]


def test_a_tag_is_refused_and_never_obeyed() -> None:
    spoiled = at_line(21, "    title: !!python/object/apply:os.getcwd []")
    assert problems(spoiled)[0] == "21:12 a YAML tag (!)"


def test_a_key_of_several_words_is_refused() -> None:
    assert problems(at_line(9, "scope: []\n? [a, b]\n: c")) == ["10:3 a key that is not one word"]


def test_a_second_document_is_refused() -> None:
    assert problems(SOUND + "---\nid: other\n") == ["47:1 a second document starts here"]


def test_deep_nesting_is_refused() -> None:
    assert problems("[" * 100_000) == ["1:21 too many levels within levels"]


def test_a_bomb_of_entries_is_refused() -> None:
    (problem,) = problems("[" + "a," * MAX_NODES + "]")
    assert problem.endswith(f"more than {MAX_NODES} entries")


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", "---\n", "null"])
def test_an_empty_file_is_called_empty(text: str) -> None:
    assert problems(text) == ["1:1 the file is empty"]


@pytest.mark.parametrize("text", ["- a\n- b\n", "just words"])
def test_a_file_of_something_else_is_not_an_sop(text: str) -> None:
    assert problems(text) == ["1:1 the file is not a group of keys"]


def test_more_than_one_megabyte_is_refused() -> None:
    assert problems(b"#" * 1_000_001) == ["1:1 the file is larger than 1 MB"]


def test_windows_874_is_told_at_its_first_thai_letter() -> None:
    (problem,) = problems(SOUND.encode("cp874"))
    assert problem == "2:8 the file is not UTF-8 from here on"


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm() -> None:
    assert problems(b"\xef\xbb\xbf" + SOUND.replace("\n", "\r\n").encode()) == []


def test_each_line_with_a_control_character_is_told() -> None:
    spoiled = at_line(32, "    title: ท\x07ำ", at_line(21, "    title: เริ่ม\x1b"))
    assert problems(spoiled) == ["21:17 control character U+001B", "32:13 control character U+0007"]


def test_a_control_character_written_as_an_escape_is_told() -> None:
    assert problems(at_line(21, r'    title: "เริ่ม\x07งาน"')) == [
        '21:12 step 1: "title" has a control character (U+0007)'
    ]


def test_a_line_break_in_a_text_is_refused() -> None:
    assert problems(at_line(21, "    title: |\n      เริ่ม\n      งาน")) == [
        '21:12 step 1: "title" has a line break'
    ]


def test_an_unknown_key_is_told_with_the_one_meant() -> None:
    spoiled = at_line(24, "    unit: working\n    paralel: true")
    assert problems(spoiled) == ['25:5 step 1 has an unknown key "paralel"']
    assert mends(spoiled) == ['did you mean "parallel"?']


def test_an_unknown_key_like_no_other_is_told_with_all() -> None:
    assert mends(at_line(14, "    short: ย่อ\n    xyz: 1")) == ['use one of "id", "name", "short"']


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (7, '1:1 the file has no "committee"'),
        (14, '12:5 party "committee" has no "short"'),
        (17, '16:5 cutoff "closing" has no "title"'),
        (23, '20:5 step 1 has no "duration"'),
        (30, '28:9 step 1, document "order" has no "kind"'),
    ],
)
def test_a_missing_key_is_told_at_what_lacks_it(line: int, problem: str) -> None:
    assert problems(at_line(line, "")) == [problem]


@pytest.mark.parametrize(
    ("line", "new", "problem"),
    [
        (1, "id: Small One", '1:5 "id" is "Small One", which is no identifier'),
        (2, "title: ปี {year}", '2:8 "title" has "{year}", which nothing fills in'),
        (2, "title: ปี {fiscal_year", '2:8 "title" has "{", which nothing fills in'),
        (3, "indicator: ปี {fiscal_year}",
         '3:12 "indicator" has "{fiscal_year}", but nothing is filled in here'),
        (5, "unit: ''", '5:7 "unit" is empty'),
        (6, "revision:", '6:1 "revision" is empty'),
        (8, "objectives: เพื่อ", '8:13 "objectives" is not a list'),
        (8, "objectives:", '8:1 "objectives" is empty'),
        (10, "direct: [ก, '\u200b']", '10:13 "direct" item 2 is empty'),
        (10, "direct: [[ก]]", '10:10 "direct" item 1 is a list, not one value'),
        (18, "    step: 0", '18:11 cutoff "closing": "step" is 0'),
        (19, "steps: []\nscop:", '19:8 "steps" is empty'),
        (20, "  - number: one",
         '20:13 step 1 of the list: "number" is "one", not a whole number'),
        (21, "    title: {th: เริ่ม}", '21:12 step 1: "title" is a group of keys, not one value'),
        (22, "    detail: []", '22:13 step 1: "detail" is empty'),
        (23, "    duration: 0", '23:15 step 1: "duration" is 0 days'),
        (23, "    duration: -3", '23:15 step 1: "duration" is -3 days'),
        (23, "    duration: 367", '23:15 step 1: "duration" is 367 days'),
        (23, "    duration: 2.5", '23:15 step 1: "duration" is "2.5", not a whole number'),
        (23, "    duration: 2 วัน", '23:15 step 1: "duration" is "2 วัน", not a whole number'),
        (24, "    unit: weeks", '24:11 step 1: "unit" is "weeks", which is unknown'),
        (24, "    unit: working\n    symbol: diamond",
         '25:13 step 1: "symbol" is "diamond", which is unknown'),
        (24, "    unit: working\n    parallel: yes", '25:15 step 1: "parallel" is "yes"'),
        (24, "    unit: working\n    meeting: ใช่", '25:14 step 1: "meeting" is "ใช่"'),
        (24, "    unit: working\n    review: ใช่", '25:13 step 1: "review" is "ใช่"'),
        (
            24,
            "    unit: working\n    quorum: 1",
            '25:13 step 1: "quorum" is "1", which is no number of people',
        ),
        (30, "        kind: evidnce",
         '30:15 step 1, document "order": "kind" is "evidnce", which is unknown'),
        (37, "    not_before: 15/12",
         '37:17 step 2: "not_before" is "15/12", not a day of the year'),
        (37, "    not_before: 13-01",
         '37:17 step 2: "not_before" is "13-01": there is no month 13'),
        (38, "    not_after: 02-31",
         '38:16 step 2: "not_after" is "02-31", a day not every year has'),
        (38, "    not_after: 02-29",
         '38:16 step 2: "not_after" is "02-29", a day not every year has'),
        (38, "    not_after: 02-00",
         '38:16 step 2: "not_after" is "02-00", a day not every year has'),
    ],
)  # fmt: skip
def test_a_wrong_value_is_told_at_its_place(line: int, new: str, problem: str) -> None:
    assert problem in problems(at_line(line, new))


def test_a_step_without_after_is_told_what_to_write() -> None:
    spoiled = at_line(25, "")
    assert problems(spoiled) == ['20:5 step 1 has no "after"']
    assert mends(spoiled) == [
        'add "after": the steps that come before, as [4]; for a first step after: []'
    ]


@pytest.mark.parametrize(
    ("written", "mend"),
    [
        ("4 weeks", 'write 4 with "unit: week"'),
        ("๒ สัปดาห์", 'write 2 with "unit: week"'),
        ("2 เดือน", 'write 2 with "unit: month"'),
        ("1 ปี", 'write 12 with "unit: month"'),
        ("5 วันทำการ", 'write 5; "unit" says which days'),
        ("1-2 วัน", 'write 1-2; "unit" says which days'),
        (
            "ตามความเหมาะสม",
            'write "open": it is open until it is closed, and asked about every month',
        ),
        ("๕", "write 5, in Arabic digits"),
        ("30 นาที", "write days: 1, the shortest there is"),
    ],
)
def test_a_duration_in_words_is_answered_with_how_it_is_written(written: str, mend: str) -> None:
    assert mends(at_line(23, f"    duration: {written}")) == [mend]


@pytest.mark.parametrize("written", ["monthly", "every month", "รายเดือน", "ทุกเดือน", "เดือนละครั้ง"])
def test_a_step_carried_out_again_and_again_is_told_how(written: str) -> None:
    (mend,) = mends(at_line(23, f"    duration: {written}"))
    assert mend.startswith('how often is written "every: month"')


@pytest.mark.parametrize("written", ["soon", "2.5", "999 months"])
def test_a_duration_nobody_can_count_asks_for_a_number(written: str) -> None:
    assert mends(at_line(23, f"    duration: {written}")) == [
        "write a whole number in Arabic digits, without a unit"
    ]


def test_february_is_mended_by_its_end() -> None:
    assert mends(at_line(38, "    not_after: 02-29")) == [
        'write "02-end" for the last day of the month'
    ]


def test_a_number_where_a_text_is_wanted_stays_as_written() -> None:
    assert parse(SOUND.encode(), "small.yaml").indicator_number == "3.10"


def test_thai_is_stored_in_one_spelling() -> None:
    split_am, double_e = "น\u0e4d\u0e32", "\u0e40\u0e40ผน"
    sop = parse(at_line(21, f"    title: {split_am}\u200b{double_e}\u00ad").encode(), "small.yaml")
    assert sop.step(1).title == "นำแผน"


@pytest.mark.parametrize(
    ("line", "written", "most"),
    [
        (21, f"    title: {'ก' * 301}", 300),
        (22, f"    detail: [{'ก' * 2001}]", 2000),
    ],
)
def test_a_text_that_fills_a_page_is_told_to_be_shorter(line: int, written: str, most: int) -> None:
    assert mends(at_line(line, written)) == [f"write {most} at most"]
