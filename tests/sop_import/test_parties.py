"""One party under all its spellings."""

from __future__ import annotations

import pytest

from bot.sop_import.parties import LONGEST, Parties, ids_of, parted, short_of

COMMITTEE = "คณะดำเนินงานตัวชี้วัดที่ 2.4"


def named(*written: str, known: tuple[str, ...] = ()) -> list[str]:
    found = Parties(known)
    meant = [found.take(one) for one in written]
    return [found.names[one.party] for one in meant]


@pytest.mark.parametrize(
    "spelled", ["นักวิชาการ สาธารณสุข", "นักวิชาการสาธารณสุข.", "“นักวิชาการสาธารณสุข”"]
)
def test_spaces_and_signs_make_no_other(spelled: str) -> None:
    assert set(named("นักวิชาการสาธารณสุข", spelled)) == {"นักวิชาการสาธารณสุข"}


def test_the_spelling_with_fewer_spaces_stays() -> None:
    assert named("กลุ่ม บริหาร", "กลุ่มบริหาร") == ["กลุ่มบริหาร", "กลุ่มบริหาร"]


def test_a_letter_misread_is_mended_and_two_are_asked_about() -> None:
    found = Parties(())
    found.take("กลุ่มบริหารยุทธศาสตร์")
    assert not found.take("กลุ่มบริหารยุทธศาตร์").unsure
    assert found.take("กลุ่มบริหารยุทธการ").unsure
    assert found.names == ["กลุ่มบริหารยุทธศาสตร์"]


def test_numbers_that_differ_are_no_misreading() -> None:
    assert len(set(named("กลุ่มงานที่ 1 ส่วนกลาง", "กลุ่มงานที่ 2 ส่วนกลาง"))) == 2


def test_chapter_four_says_how_it_is_called() -> None:
    assert named("คณะดำเนินงาน ตัวชี้วัดที่ 2.4", known=(COMMITTEE,)) == [COMMITTEE]


def test_the_beginning_of_one_name_is_that_one() -> None:
    assert named(COMMITTEE, "คณะดำเนินงาน") == [COMMITTEE, COMMITTEE]
    two = (COMMITTEE, "คณะดำเนินงานพัฒนาบุคลากร")
    assert named(*two, "คณะดำเนินงาน")[-1] == "คณะดำเนินงาน"


def test_what_stands_shortened_is_asked_about() -> None:
    found = Parties(())
    found.take(COMMITTEE)
    meant = found.take("คณะดำเนินงานฯ")
    assert (meant.party, meant.unsure) == (0, True)
    assert named(COMMITTEE, "กลุ่มงานฯ") == [COMMITTEE, "กลุ่มงานฯ"]


def test_what_nobody_is_called_by_is_compared_with_nothing() -> None:
    long = "กลุ่ม" + "ก" * LONGEST
    assert len(set(named(long, long[:-1] + "ข"))) == 2


@pytest.mark.parametrize(
    ("line", "bodies"),
    [
        ("คณะทำงาน/นักวิชาการ", ["คณะทำงาน", "นักวิชาการ"]),
        ("คณะทำงาน, กลุ่มบริหาร และ หัวหน้ากลุ่ม", ["คณะทำงาน", "กลุ่มบริหาร", "หัวหน้ากลุ่ม"]),
        ("ทุกคนในคณะกรรมการและอนุกรรมการ", ["ทุกคนในคณะกรรมการและอนุกรรมการ"]),
        (" ,; ", []),
    ],
)
def test_several_in_one_line_are_parted(line: str, bodies: list[str]) -> None:
    assert parted(line) == bodies


def test_ids_are_latin_and_no_two_are_one() -> None:
    names = [COMMITTEE, "คณะทำงานอื่น", "นักวิชาการ", "นักวิชาการคลัง", "ใครก็ตาม"]
    assert ids_of(names, [COMMITTEE]) == [
        "committee",
        "party",
        "academics",
        "academics-2",
        "party-2",
    ]


def test_the_committee_is_the_first_of_chapter_four_that_the_steps_name() -> None:
    ids = ids_of(["กลุ่มบริหารพัสดุ", COMMITTEE], [COMMITTEE, "กลุ่มบริหารพัสดุ"])
    assert ids.index("committee") == 1


def test_the_short_name_is_without_indicator_and_office() -> None:
    assert short_of(COMMITTEE, ()) == "คณะดำเนินงาน"
    assert short_of("ผู้อำนวยการกองคลัง", ("กองคลัง",)) == "ผู้อำนวยการ"
    assert len(short_of("กลุ่ม" + "ก" * 100, ())) == 60
