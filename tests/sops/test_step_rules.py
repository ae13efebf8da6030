"""What cannot be carried out as it is written, of steps that recur, decide or count from others."""

from __future__ import annotations

import re

import pytest

from bot.domain.errors import BadFile
from bot.sops.loader import parse
from bot.sops.occurrence_rules import MOST_STEPS
from tests.sops.files import mends, problems, written

WAYS = "ways: [{id: a, name: ก}, {id: b, name: ข}]"
BACK = "ways: [{id: a, name: ก}, {id: b, name: ข, back: 1, rounds: 3}]"
ENDS = "ways: [{id: a, name: ก}, {id: b, name: ข, ends: true}]"


def rounds(name: str, *periods: str) -> str:
    """Each period as `name first last`."""
    keys = ("{{name: {}, first: {}, last: {}}}".format(*p.split()) for p in periods)
    return f"rounds: [{{id: {name}, periods: [{', '.join(keys)}]}}]\n"


@pytest.mark.parametrize(
    ("text", "problem", "mend"),
    [
        (written("unit: working; by: 15; duration: 5"),
         '17:5 step 1 has "by", but also "duration"',
         "leave one of them out"),
        (written("due: {after: 2, of: end, count: 3, unit: week}; duration: 5", "after: []"),
         '16:5 step 1 has "due", but also "duration"',
         "leave one of them out"),
        (written("missed: next; duration: 5"),
         '16:5 step 1 has "missed", but no "by"',
         'write the days, as "by: [7, 21]"'),
        (written("by: 15; missed: next; not_after: 12-20"),
         '16:5 step 1 has "by", but also "not_after"', "leave one of them out"),
        (written("missed: next; every: month; by: 15"),
         '16:5 step 1 recurs, and has "missed"',
         "leave it out: the next time comes by itself"),
        (written("every: month; by: [7, 21]"),
         "17:9 step 1 recurs, and is due by the first of several days",
         "write one day of the month: it starts anew with each period"),
        (written("holiday: after; duration: 5"),
         '16:5 step 1 has "holiday", but no "by" and no "on"',
         'write the day, as "by: 15"'),
        (written("duration: 13; unit: month"),
         '16:15 step 1: 13 with "unit: month" is more than a year',
         "write a number up to 12"),
        (written("", "due: {after: 1, of: end, count: 53, unit: week}"),
         '23:37 step 2: 53 with "unit: week" is more than a year',
         "write a number up to 52"),
        (written("by: 15; not_before: 03-20; not_after: 03-end"),
         '16:9 step 1: its "by" never comes before its "not_after"',
         "leave one of them out"),
        (written("not_after: {day: 09-end, year: previous}; after: [2]", "after: []"),
         "16:16 step 1 is due in the year before, which it cannot start in",
         'write "not_before" of that year as well; it comes after no step'),
        (written("due: {of: end, count: 1, unit: week}"),
         '16:10 step 1: "due" names one step, before it or after it',
         'write "before: 7" or "after: 7"'),
        (written("due: {after: 9, of: end, count: 1, unit: week}"),
         "16:18 step 1 is due by step 9, which is no other step",
         "name another step of the file"),
        (written("meeting: true",
                 "after: []; due: {before: 1, of: meeting, count: 1, unit: week}"),
         "25:10 step 2 is due by a meeting whose day is fixed later",
         'add the "duration" that holds until then'),
        (written("",
                 "after: []; due: {before: 1, of: meeting, count: 1, unit: week}; duration: 5"),
         "24:26 step 2 is due by the meeting of step 1, which is none",
         'add "meeting: true" to step 1'),
        (written("due: {before: 2, of: end, count: 1, unit: week}", ""),
         "16:10 step 1 is due by step 2, which comes after it",
         'only a meeting has its day by then ("of: meeting"); else write "not_after"'),
        (written("", BACK + "; due: {before: 3, of: end, count: 1, unit: week}", "after: [1]"),
         "24:10 step 2 is due by step 3, which comes after it",
         'only a meeting has its day by then ("of: meeting"); else write "not_after"'),
        (written("", "due: {before: 1, of: start, count: 1, unit: week}"),
         "23:19 step 2 is due before step 1, after which it comes",
         'write "after: 1"'),
        (written("every: month", "due: {after: 1, of: end, count: 1, unit: week}"),
         "24:10 step 2 is due by step 1, which does not recur alike",
         'give both the same "every", or none'),
        (written("", "every: month; due: {after: 1, of: end, count: 1, unit: week}"),
         "24:10 step 2 is due by step 1, which does not recur alike",
         'give both the same "every", or none'),
        (written(WAYS, "when: {step: 1, way: b}",
                 "after: [1]; due: {after: 2, of: end, count: 1, unit: week}"),
         "33:10 step 3 is due by step 2, which another way leaves out",
         "count from a step that is carried out whenever this one is"),
        (written("", BACK, "due: {after: 2, of: end, count: 1, unit: week}"),
         "31:10 step 3 is due by step 2, which a loop may lead back to",
         'write a "duration", or count from its first start ("of: start")'),
        (written("every: haff", top=rounds("half", "ก 10-01 03-end")),
         '17:12 step 1: "every" is "haff", which is unknown',
         'did you mean "half"?'),
        (written("", top=rounds("month", "ก 10-01 10-end")),
         '14:15 rounds "month" stand twice',
         "give each its own id; month, quarter and half-year are taken"),
        (written("every: r", top=rounds("r", "ก 09-15 10-15")),
         '14:28 the period "ก" ends before it begins',
         'the fiscal year runs from 10-01 to 09-30; a day after it is written "day: '
         '10-15" and "year: next"'),
        (written("every: r", top=rounds("r", "ก 10-01 01-end", "ข 01-15 03-end")),
         '14:67 the period "ข" begins before "ก" ends',
         "write the periods in order, each after the last"),
        (written("every: r", top=rounds("r", "ก 10-01 01-end", "ก 02-15 03-end")),
         '14:67 two periods are named "ก"',
         "give each its own name"),
        (written("every: month; not_after: 10-15"),
         '17:5 step 1 recurs, and has "not_after"',
         'leave it out; "by: 15" says the day of the month by which it is due'),
        (written("starts: after"),
         '16:5 step 1 has "starts", but no "every"',
         'write "every: month", or leave it out'),
        (written("lead: ของ {round}"),
         "16:11 step 1 names its period, but has none",
         'write "every: month", or leave "{round}" out'),
        (written("every: month", top="cutoffs: [{id: closing, title: ปิด, step: 1}]\n"),
         "14:43 a cutoff belongs to step 1, which recurs",
         'leave the cutoff out, and write the day as "by: 15"'),
        (written("every: month; documents: [{id: data, title: ก, kind: evidence}]",
                 "documents: [{id: data.2, title: ข, kind: evidence}]"),
         "25:22 step 2: document \"data.2\" is one of another's times",
         "give it an id that does not end in a number"),
        (written('every: month; documents: [{id: form, title: "ก {round}", kind: reference}]'),
         '17:22 step 1: the reference "form" has another title each time',
         'leave "{round}" out, or write "kind: suggested"'),
        (written("", "ways: [{id: a, name: ก}, {id: b, name: ข, back: ใช่, rounds: 3}]"),
         '23:53 step 2, way "b": "back" is "ใช่", not a whole number',
         "write a whole number in Arabic digits, without a unit"),
        (written("every: quarter", "every: month"),
         "28:13 step 2 comes after step 1, whose periods are longer",
         'give both the same "every", or leave it out of "after"'),
        (written("every: month", top="case: true\n"),
         '17:5 step 1 of a file for cases has "every"',
         'leave it out: a case may begin any day; "on" and "by" name days of the month'),
        (written("", top="case: true\n" + rounds("r", "ก 10-01 10-end")),
         "15:15 a file for cases has rounds",
         "leave them out: a case may begin any day"),
        (written("", top="case: true\ncutoffs: [{id: closing, title: ปิด, step: 1}]\n"),
         "15:16 a file for cases has cutoffs",
         "leave them out: a case may begin any day"),
        (written("ways: [{id: a, name: ก}]"),
         '16:5 step 1: the list "ways" has 1',
         "a decision has 2 to 5"),
        (written("ways: [{id: a, name: ไม่ ผ่าน}, {id: b, name: ไม่ผ่าน}]"),
         '16:51 step 1 has two ways "ไม่ผ่าน"',
         "give each its own id and its own name"),
        (written("", "ways: [{id: a, name: ก}, {id: b, name: ข, back: 3, rounds: 3}]", ""),
         "23:53 step 2 leads back to step 3, which does not come before it",
         "name one of the steps up to it: 1, 2"),
        (written("", "ways: [{id: a, name: ก}, {id: b, name: ข, back: 1}]"),
         "23:30 step 2 leads back without a limit",
         'add "rounds", how often at most, the first time included'),
        (written("", "ways: [{id: a, name: ก}, {id: b, name: ข, rounds: 3}]"),
         '23:55 step 2 has a way with "rounds", but no "back"',
         'add "back", the step that it leads back to'),
        (written("", "ways: [{id: b, name: ข, back: 1, rounds: 3}, {id: a, name: ก}]"),
         "23:12 the first way of step 2 leads back, and is the one expected",
         "put a way that leads on first"),
        (written("ways: [{id: b, name: ข, ends: true}, {id: a, name: ก, ends: true}]", ""),
         "16:12 the first way of step 1 ends the plan, and is the one expected",
         "put a way that leads on first; or, if this outcome is the usual one, take its \"ends\""
         " away, and give the steps of the other ways a \"when\""),
        (written("",
                 BACK.replace("]", ", {id: c, name: ค, back: 2, rounds: 3}]")),
         "23:68 step 2 has two ways that lead back",
         "one way leads back; give the rest another"),
        (written("", BACK, BACK),
         "31:30 step 1 lies in two loops, of step 2 and of step 3",
         "lead one of them back to a later step"),
        (written("every: month", BACK),
         "24:30 step 2 leads back over step 1, which recurs",
         'leave out its "every", or the way back'),
        (written("", "when: {step: 1, way: a}"),
         "23:18 step 2 hangs on step 1, which is no decision",
         'a decision has "ways": a list; each item has id and name'),
        (written(WAYS, "when: {step: 1, way: c}"),
         '24:26 step 2: step 1 has no way "c"',
         'use one of "a", "b"'),
        (written(ENDS, "when: {step: 1, way: b}"),
         '24:26 step 2 hangs on the way "b", which does not lead on',
         'ways that lead on: "a"'),
        (written(WAYS, "after: []; when: {step: 1, way: a}"),
         "25:18 step 2 hangs on step 1, but does not come after it",
         'add 1 to its "after"'),
        (written("when: {step: 2, way: a}", WAYS),
         "16:18 step 1 hangs on step 2, but does not come after it",
         "a step hangs on a decision before it"),
        (written("every: month; ways: [{id: a, name: ก}, {id: b, name: ข}]",
                 "every: quarter; when: {step: 1, way: a}"),
         "26:18 step 2 hangs on step 1, which recurs otherwise",
         'give both the same "every"'),
    ],
)  # fmt: skip
def test_what_cannot_hold_is_told_once_with_its_mend(text: str, problem: str, mend: str) -> None:
    assert (problems(text), mends(text)) == ([problem], [mend])


def test_a_month_comes_within_its_quarter() -> None:
    quarters = parse(written("every: month", "every: quarter").encode(), "small.yaml")
    assert list(map(str, quarters.step(20002).after)) == ["1.4", "1.5", "1.6"]


def test_a_meeting_that_may_come_again_or_never_can_still_be_prepared() -> None:
    before = "after: []; duration: 5; due: {before: 2, of: meeting, count: 3, unit: week}"
    assert problems(written(before, f"meeting: true; {BACK.replace('back: 1', 'back: 2')}")) == []


@pytest.mark.parametrize(
    "steps", [["every: month"] * 43, [*[""] * 42, BACK.replace("rounds: 3", "rounds: 12")]]
)
def test_a_file_of_more_steps_than_can_be_read_is_told_where_it_passes_them(
    steps: list[str],
) -> None:
    (problem,) = problems(written(*steps))
    assert problem.endswith("up to here, steps are carried out 504 times in all")
    assert MOST_STEPS == 500


def test_ten_faults_come_at_once_in_thai_for_a_thai_file() -> None:
    text = written(
        "every: รายเดือน",
        "by: วันที่ 15",
        "duration: 3 ถึง 5 วัน",
        "by: 15; holiday: ก่อน",
        "ways: [{id: a, name: ผ่าน}]",
        "not_after: {day: 10-15, year: 2570}",
        "when: [{step: 5, way: a}]",
        "due: {before: 1, of: end, count: 3, unit: week}",
        "ways: [{id: a, name: ผ่าน}, {id: b, name: ไม่ผ่าน, back: 8, rounds: 99}]",
        "starts: after",
    )
    with pytest.raises(BadFile) as caught:
        parse(text.encode(), "small.yaml")
    told = [p.what + p.mend for p in caught.value.problems]
    assert len(told) == 10
    keys = "open|every|month|duration|unit|before|after|next|previous|step|way|ways|no|rounds|end"
    plain = [re.sub(rf'"[^"]*"|\b(?:{keys})\b', "", t) for t in told]
    assert not [t for t in plain if re.search("[a-z]{3}", t)]
