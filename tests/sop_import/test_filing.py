"""From the words of an SOP to its file: what is proposed, and what is told of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.sop import DocumentKind, Sop, Unit
from bot.domain.sop_import import Remark
from bot.domain.spelling import arabic
from bot.sop_import.changing import changed
from bot.sop_import.filing import WEAKER, filed
from bot.sop_import.paper import Shape
from bot.sop_import.raw import RawSop, RawStep
from bot.sop_import.writing import written as write
from bot.sops.loader import load, parse
from tests.security.effort import examples
from tests.sop_import import raws


def read(raw: RawSop) -> tuple[Sop, list[Remark]]:
    tree, remarks = filed(raw)
    return parse(write(tree, remarks, "sop.docx").encode(), "sop.yaml"), remarks


def of(*steps: RawStep) -> tuple[Sop, list[Remark]]:
    return read(raws.sop(steps))


def codes(remarks: Sequence[Remark], step: int = 0) -> list[str]:
    return [r.code for r in remarks if not step or r.step == step]


def chosen(raw: RawSop, code: str, option: str) -> Sop:
    """As it is once this is decided so."""
    tree, remarks = filed(raw)
    remark = next(r for r in remarks if r.code == code)
    changes = next(o.changes for o in remark.options if o.code == option)
    source = changed(write(tree, remarks, "sop.docx"), changes, [remark.path])
    return parse(source.encode(), "sop.yaml")


class TestTheBuiltInOne:
    def test_its_times_come_out_as_they_were_made_by_hand(self) -> None:
        ours, theirs = read(raws.lo())[0], load("lo-2.4")
        for mine, by_hand in zip(ours.steps, theirs.steps, strict=True):
            same = ("number", "duration", "unit", "after", "parallel", "meeting", "lead", "detail")
            assert [getattr(mine, f) for f in same] == [getattr(by_hand, f) for f in same]
        assert [s.not_after for s in ours.steps[:7]] == [s.not_after for s in theirs.steps[:6]] + [
            None  # that 300 days must end with July is known to the office alone
        ]
        assert [s.not_before for s in ours.steps[8:]] == [s.not_before for s in theirs.steps[8:]]

    def test_its_parties_are_those_of_chapter_4(self) -> None:
        ours, theirs = read(raws.lo())[0], load("lo-2.4")
        assert [p.name for p in ours.parties] == [p.name for p in theirs.parties]
        assert [p.id for p in ours.parties] == ["committee", "board", "academics"]
        assert [p.short for p in ours.parties] == [p.short for p in theirs.parties]
        assert ours.committee == theirs.committee

    def test_its_documents_are_told_apart(self) -> None:
        ours, theirs = read(raws.lo())[0], load("lo-2.4")
        for mine, by_hand in zip(ours.steps, theirs.steps, strict=True):
            for kind in (DocumentKind.EVIDENCE, DocumentKind.REFERENCE):
                assert [d.title for d in mine.documents if d.kind is kind] == [
                    d.title for d in by_hand.documents if d.kind is kind
                ], mine.number

    def test_what_is_to_be_decided_is_a_few_questions(self) -> None:
        _, remarks = read(raws.lo())
        asked = [r.code for r in remarks if r.is_open]
        assert sorted(asked) == sorted(
            [*["unit"] * 2, *["parallel"] * 2, *["rounds"] * 2, *["kind"] * 2]
        )


class TestUnits:
    def test_one_question_asks_about_all_that_is_short_and_one_about_the_rest(self) -> None:
        steps = [raws.step(n, duration=d) for n, d in enumerate(("5 วัน", "6 วัน", "๒ วัน"), 1)]
        made, remarks = of(*steps)
        assert [s.unit for s in made.steps] == [Unit.WORKING, Unit.CALENDAR, Unit.WORKING]
        assert [r.told["written"] for r in remarks if r.code == "unit"] == ["1, 3", "2"]
        other = chosen(raws.sop(steps), "unit", "calendar")
        assert {s.unit for s in other.steps} == {Unit.CALENDAR}

    def test_what_is_said_is_not_asked(self) -> None:
        made, remarks = of(raws.step(duration="10 วันทำการ"), raws.step(2, duration="2 สัปดาห์"))
        assert [(s.duration, s.unit) for s in made.steps] == [(10, Unit.WORKING), (2, Unit.WEEK)]
        assert codes(remarks) == ["rounds-usual"]


class TestTimes:
    def test_a_series_that_no_file_knows_is_spelled_out(self) -> None:
        steps = [raws.step(), raws.step(2, duration="ทุก 4 เดือน")]
        made, _ = of(*steps)
        assert [s.occurrence.name for s in made.occurrences(2) if s.occurrence] == [
            "ต.ค.–ม.ค.",
            "ก.พ.–พ.ค.",
            "มิ.ย.–ก.ย.",
        ]
        assert len(chosen(raws.sop(steps), "recurring", "once").steps) == 2

    @pytest.mark.parametrize(
        ("duration", "code"), [("30 นาที", "rounded"), ("ภายใน 15 มี.ค. 2569", "years")]
    )
    def test_what_the_file_does_not_say_is_told(self, duration: str, code: str) -> None:
        _, remarks = of(raws.step(duration=duration))
        (found,) = (r for r in remarks if r.code == code)
        assert (found.step, found.before) == (1, duration)

    @pytest.mark.parametrize(
        "written", ["หลังสิ้นไตรมาส", "30 วัน หลังสิ้นปีงบประมาณ", "ภายในสิ้นเดือน", "ทุกวันที่ 5", "ทุกสัปดาห์"]
    )
    def test_each_answer_makes_a_file(self, written: str) -> None:
        raw = raws.sop([raws.step(), raws.step(2, duration=written), raws.step(3)])
        tree, remarks = filed(raw)
        source = write(tree, remarks, "sop.docx")
        (asked,) = (r for r in remarks if r.code in ("recurring", "duration-unclear"))
        for option in asked.options:
            assert raws.is_sound(changed(source, option.changes)), option.code

    @pytest.mark.parametrize(
        ("detail", "code"),
        [
            ("จัดทำแผน", "rounds-usual"),
            ("รายงานผลไตรมาสที่ 2", "rounds-other"),
            ("รอบ 5 เดือนแรก", None),
        ],
    )
    def test_by_which_rounds_the_reports_go_is_told(self, detail: str, code: str | None) -> None:
        _, remarks = of(raws.step(detail=(detail,)))
        assert [r.code for r in remarks if r.code.startswith("rounds-")] == ([code] if code else [])


class TestParties:
    def test_spellings_of_one_are_one(self) -> None:
        names = (
            "คณะทำงาน สารบรรณ",
            "คณะทำงานสารบรรณ",
            "คณะทำงานสารบรรน",
            "คณะทำงาน",
        )
        made, remarks = of(*(raws.step(n, parties=(p,)) for n, p in enumerate(names, 1)))
        assert [p.name for p in made.parties] == ["คณะทำงานสารบรรณ"]
        assert [(r.step, r.before) for r in remarks if r.code == "party-unified"] == [
            (1, "คณะทำงาน สารบรรณ"),
            (3, "คณะทำงานสารบรรน"),
            (4, "คณะทำงาน"),
        ]

    def test_two_that_only_look_alike_are_two(self) -> None:
        made, _ = of(
            raws.step(parties=("กลุ่มงานอนามัยแม่และเด็ก 1",)),
            raws.step(2, parties=("กลุ่มงานอนามัยแม่และเด็ก 2",)),
        )
        assert len(made.parties) == 2

    def test_several_in_a_line_are_parted_and_a_name_with_and_is_not(self) -> None:
        made, _ = of(raws.step(parties=("กลุ่มแผนและงบประมาณ, คณะทำงานสารบรรณ และ หัวหน้ากลุ่ม",)))
        assert [p.name for p in made.parties] == [
            "กลุ่มแผนและงบประมาณ",
            "คณะทำงานสารบรรณ",
            "หัวหน้ากลุ่ม",
        ]

    def test_a_likely_one_is_asked_about_and_may_be_its_own(self) -> None:
        steps = [
            raws.step(parties=("กลุ่มงานพัฒนาระบบบริการ",)),
            raws.step(2, parties=("กลุ่มงานพัฒนาระบบบริหาร",)),
        ]
        made, remarks = of(*steps)
        assert "party-unclear" in codes(remarks, 2) or len(made.parties) == 1
        if "party-unclear" in codes(remarks):
            own = chosen(raws.sop(steps), "party-unclear", "new")
            assert [p.name for p in own.parties][-1] == "กลุ่มงานพัฒนาระบบบริหาร"
            assert own.steps[1].parties == (own.parties[-1].id,)

    def test_who_is_named_first_in_chapter_four_is_the_committee_though_no_step_names_it(
        self,
    ) -> None:
        raw = replace(
            raws.sop([raws.step(parties=("กลุ่มบริหารพัสดุ",))]),
            direct=("คณะกรรมการตรวจสอบพัสดุ", "กลุ่มบริหารพัสดุ"),
        )
        assert read(raw)[0].committee == "คณะกรรมการตรวจสอบพัสดุ"

    def test_who_is_no_committee_gives_the_chair_no_title(self) -> None:
        raw = replace(raws.sop([raws.step(parties=("งานสารบรรณ",))]), direct=("งานสารบรรณ",))
        assert read(raw)[0].committee == "คณะทำงาน"

    def test_a_step_without_one_is_asked_about(self) -> None:
        steps = [raws.step(), raws.step(2, parties=("กองคลัง",)), raws.step(3, parties=())]
        made, remarks = of(*steps)
        assert made.steps[2].parties == made.steps[1].parties
        assert codes(remarks, 3) == ["party-missing"]
        other = chosen(raws.sop(steps), "party-missing", "committee")
        assert other.steps[2].parties == ("committee",)


class TestOrder:
    def test_steps_follow_each_other(self) -> None:
        made, remarks = of(*(raws.step(n) for n in (1, 2, 3)))
        assert [s.after for s in made.steps] == [(), (1,), (2,)]
        assert "parallel" not in codes(remarks)

    def test_what_recurs_runs_beside_the_others(self) -> None:
        steps = [raws.step(), raws.step(2, duration="ทุกเดือน"), raws.step(3)]
        made, remarks = of(*steps)
        assert len(made.occurrences(2)) == 12
        assert made.step(3).after == (1,)
        assert codes(remarks, 2) == ["recurring", "recurring-start"]
        assert codes(remarks, 3) == ["recurring-last"]
        once = chosen(raws.sop(steps), "recurring", "once")
        assert len(once.steps) == 3

    def test_what_recurs_may_begin_with_the_year(self) -> None:
        steps = [raws.step(), raws.step(2, duration="ทุกเดือน"), raws.step(3)]
        made, remarks = of(*steps)
        assert {s.after for s in made.occurrences(2)} == {(1,)}
        (asked,) = (r for r in remarks if r.code == "recurring-start")
        assert asked.options[0].told == {"step": "1"}
        early = chosen(raws.sop(steps), "recurring-start", "from-start")
        assert {s.after for s in early.occurrences(2)} == {()}

    def test_what_follows_may_wait_for_the_last_time(self) -> None:
        steps = [raws.step(), raws.step(2, duration="ทุกเดือน"), raws.step(3)]
        last = chosen(raws.sop(steps), "recurring-last", "after-last").step(3)
        assert len(last.after) == 13

    def test_what_closes_the_year_is_proposed_to_wait(self) -> None:
        closing = raws.step(3, detail=("สรุปผลการดำเนินงานประจำปี",))
        steps = [raws.step(), raws.step(2, duration="รายไตรมาส"), closing]
        made, remarks = of(*steps)
        assert len(made.step(3).after) == 5
        (asked,) = (r for r in remarks if r.code == "recurring-last")
        assert (asked.step, asked.options[0].code) == (3, "after-last")
        beside = chosen(raws.sop(steps), "recurring-last", "beside")
        assert beside.step(3).after == (1,)

    def test_it_is_the_step_that_closes_the_year_that_is_asked_about(self) -> None:
        closing = raws.step(4, detail=("สรุปผลการดำเนินงานประจำปี",))
        made, remarks = of(raws.step(), raws.step(2, duration="รายไตรมาส"), raws.step(3), closing)
        assert [r.step for r in remarks if r.code == "recurring-last"] == [4]
        assert (made.step(3).after, len(made.step(4).after)) == ((1,), 5)

    def test_what_must_end_within_the_year_is_not_proposed_to_wait(self) -> None:
        closing = raws.step(3, detail=("สรุปผลประจำปี",), duration="ภายใน 15 ก.ย.")
        made, _ = of(raws.step(), raws.step(2, duration="รายไตรมาส"), closing)
        assert made.step(3).after == (1,)

    def test_nothing_waits_in_silence_for_a_first_step_that_recurs(self) -> None:
        made, remarks = of(raws.step(duration="ทุกเดือน"), raws.step(2))
        assert made.step(2).after == ()
        assert "recurring-last" in codes(remarks, 2)

    def test_a_year_that_does_not_hold_all_is_told(self) -> None:
        steps = [raws.step(n, duration="200 วัน") for n in (1, 2)]
        _, remarks = of(*steps)
        assert codes(remarks, 0)[-2] == "too-long" or "too-long" in codes(remarks)

    def test_one_after_the_other_is_a_choice(self) -> None:
        long = raws.step(3, duration="300 วัน", parties=("กองแผนงาน",))
        steps = [raws.step(), raws.step(2, duration="100 วัน"), long, raws.step(4)]
        made, _ = of(*steps)
        assert [s.after for s in made.steps] == [(), (1,), (1,), (2,)]
        other = chosen(raws.sop(steps), "parallel", "sequence")
        assert [s.after for s in other.steps] == [(), (1,), (2,), (3,)]
        assert not other.step(3).parallel


class TestDecisions:
    CHART = ("พิจารณาอนุมัติ", "อนุมัติ", "ไม่อนุมัติ")

    def test_the_other_way_leads_back(self) -> None:
        steps = [raws.step(), raws.step(2, chart=self.CHART, shape=Shape.DECISION), raws.step(3)]
        made, remarks = of(*steps)
        assert [w.name for w in made.step(2).ways] == ["อนุมัติ", "ไม่อนุมัติ"]
        assert made.step(2).ways[1].back == 1
        assert made.step(2).title == "พิจารณาอนุมัติ"
        (asked,) = (r for r in remarks if r.code == "decision")
        assert (asked.step, asked.told["times"]) == (2, "3")
        assert chosen(raws.sop(steps), "decision", "ways-end").step(2).ways[1].ends
        assert chosen(raws.sop(steps), "decision", "none").step(2).ways == ()

    def test_it_leads_back_to_where_the_chart_says(self) -> None:
        chart = (*self.CHART, "กลับไปขั้นตอนที่ 1")
        steps = [raws.step(), raws.step(2), raws.step(3, chart=chart)]
        made, remarks = of(*steps)
        assert made.step(3).ways[1].back == 1
        assert "order" not in codes(remarks)

    @pytest.mark.parametrize("words", ["ไปข้อ 4", "ข้ามไปยังขั้นตอนที่ 4", "ไปขั้นตอนที่ ๔"])
    def test_an_arrow_that_leads_elsewhere_is_asked_about(self, words: str) -> None:
        steps = [raws.step(), raws.step(2, chart=("ทำ", arabic(words))), raws.step(3), raws.step(4)]
        made, remarks = of(*steps)
        assert made.step(4).after == (3,)
        assert codes(remarks, 2) == ["order"]
        assert chosen(raws.sop(steps), "order", "leads-on").step(4).after == (2,)

    def test_an_arrow_that_leads_back_may_be_a_decision(self) -> None:
        steps = [raws.step(), raws.step(2), raws.step(3, chart=("ตรวจ", "กลับไปขั้นตอนที่ 2"))]
        made, _ = of(*steps)
        assert made.step(3).ways == ()
        back = chosen(raws.sop(steps), "order", "leads-back").step(3)
        assert [(w.name, w.back) for w in back.ways] == [
            ("ดำเนินการต่อ", 0),
            ("กลับไปขั้นตอนที่ 2", 2),
        ]

    @pytest.mark.parametrize("words", ["ไปขั้นตอนที่ 3", "ตามข้อ 4"])
    def test_an_arrow_that_says_what_the_numbers_say_asks_nothing(self, words: str) -> None:
        _, remarks = of(raws.step(), raws.step(2, chart=(words,)), raws.step(3), raws.step(4))
        assert "order" not in codes(remarks)

    def test_of_the_first_step_it_is_the_end(self) -> None:
        made, _ = of(raws.step(chart=self.CHART), raws.step(2))
        assert made.step(1).ways[1].ends


class TestDocuments:
    @pytest.mark.parametrize(
        ("title", "kind"),
        [
            ("คำสั่งแต่งตั้งคณะทำงาน", "evidence"),
            ("คู่มือการปฏิบัติงาน", "reference"),
            ("ระเบียบสำนักนายกรัฐมนตรีว่าด้วยงานสารบรรณ พ.ศ. 2526", "reference"),
            ("รายงานผลปีงบประมาณ {previous_fiscal_year}", "reference"),
            ("ภาพกิจกรรม (ถ้ามี)", "suggested"),
            ("แบบฟอร์มคำขอ", "reference"),
        ],
    )
    def test_a_rule_tells_what_it_is(self, title: str, kind: str) -> None:
        made, _ = of(raws.step(documents=(title,)))
        assert [d.kind for d in made.step(1).documents] == [kind]

    def test_what_an_earlier_step_brought_forth_is_looked_at(self) -> None:
        report = "รายงานผลการดำเนินงาน"
        made, _ = of(
            raws.step(documents=(report,)), raws.step(2, documents=(f"{report} (รอบแรก)",))
        )
        assert made.step(2).documents[0].kind is DocumentKind.REFERENCE

    def test_one_that_stands_in_several_steps_is_one(self) -> None:
        made, _ = of(*(raws.step(n, documents=("คู่มือ ก",)) for n in (1, 2)))
        assert made.step(1).documents == made.step(2).documents

    def test_orders_are_numbered(self) -> None:
        made, _ = of(raws.step(documents=("คำสั่งแต่งตั้ง",)))
        assert made.step(1).documents[0].numbered

    def test_a_meeting_is_asked_for_its_minutes(self) -> None:
        made, _ = of(raws.step(detail=("ประชุมคณะทำงานเพื่อวางแผน",)))
        assert made.step(1).meeting
        assert [d.title for d in made.step(1).documents] == [
            "รายงานการประชุม",
            "ใบลงชื่อผู้เข้าร่วมประชุม",
        ]


def test_a_step_counted_from_a_meeting_finds_it() -> None:
    made, _ = of(
        raws.step(duration="ก่อนประชุม 7 วัน"),
        raws.step(2, detail=("ประชุมคณะทำงาน",), duration="1 วัน"),
    )
    due = made.step(1).due
    assert due is not None
    assert (due.step, due.before) == (2, True)


def test_a_procedure_that_somebody_asks_for_may_be_of_cases() -> None:
    raw = raws.sop([raws.step(detail=("รับเรื่องร้องเรียนจากผู้รับบริการ",)), raws.step(2)])
    assert not read(raw)[0].case
    assert chosen(raw, "case", "cases").case


_WORDS = st.text(
    st.sampled_from("กขคงจฉชดตนมยรลวสอะาิีุูเแโใไ่้ 0123456789๑๒-/(),.:#'\"[]&*!|>%@ABCxyz"),
    max_size=40,
)
_PIECES = st.sampled_from(
    [
        *("ทุกเดือน", "5 วัน", "150 วัน", "ต.ค. - ก.พ.", "ภายในวันที่ 15 ของเดือนถัดไป", "ก่อนประชุม 7 วัน"),
        *("ภายใน 7 วันหลังสิ้นสุดขั้นตอนที่ 1", "ประชุมคณะทำงาน", "5 เดือนแรก", "5 เดือนหลัง", "อนุมัติ ไม่อนุมัติ"),
        *(
            "คู่มือ",
            "รายงานผล",
            "คณะทำงานสารบรรณ",
            "กลุ่มแผน",
            "ตลอดปี",
            "รับเรื่องร้องเรียน",
            "ไตรมาสละครั้ง",
            "หลังสิ้นไตรมาส",
            "ทุก 4 เดือน",
            "สรุปผลประจำปี",
            "กลับไปขั้นตอนที่ 2",
            "30 วัน หลังสิ้นปีงบประมาณ",
            "",
        ),
    ]
)
_TEXT = (_WORDS | _PIECES).map(lambda t: " ".join(t.split()))
_TEXTS = st.lists(_TEXT.filter(bool), max_size=3).map(tuple)
_STEPS = st.lists(
    st.builds(
        RawStep,
        number=st.just(0),
        chart=_TEXTS,
        shape=st.sampled_from([None, *Shape]),
        lead=_TEXT,
        detail=_TEXTS,
        duration=_TEXT,
        parties=_TEXTS,
        documents=_TEXTS,
    ),
    min_size=1,
    max_size=4,
)


@given(_STEPS)
@examples(10)
def test_whatever_is_written_there_is_a_file_of_it_and_of_each_choice(steps: list[RawStep]) -> None:
    numbered = [raws.numbered(step, n) for n, step in enumerate(steps, 1)]
    raw = raws.sop(numbered)
    for count in range(len(WEAKER) + 1):
        tree, remarks = filed(raw, WEAKER[:count])
        source = write(tree, remarks, "sop.docx")
        if count == len(WEAKER) or raws.is_sound(source):
            break
    parse(source.encode(), "sop.yaml")
    for remark in remarks:
        for option in remark.options:
            changed(source, option.changes, [remark.path])
