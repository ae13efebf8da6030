"""What belongs to secretary and chair, and to the responsible, nobody else does by any words."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.domain.incoming import Place
from handlers.table import COMMANDS
from tests.cast import ACADEMIC, GROUP, MEMBER, OTHER_GROUP, PRIVATE, SECRETARY
from tests.office import Office
from tests.security import words
from tests.security.door import ATTACKER, NOW, open_door
from tests.security.effort import examples
from tests.security.test_any_words import Deed
from tests.security.test_outsiders import own

STEERERS = (
    "actingchair",
    "actingsecretary",
    "appoint",
    "approve",
    "assign",
    "chair",
    "clone",
    "cutoff",
    "date",
    "decline",
    "editsop",
    "end",
    "evidence",
    "expel",
    "followup",
    "form",
    "grant",
    "handback",
    "handover",
    "holiday",
    "import",
    "lead",
    "purge",
    "quorum",
    "minutes",
    "reopen",
    "report",
    "return",
    "review",
    "revise",
    "secretary",
    "settings",
    "setup",
    "skip",
    "sopaway",
    "sopfile",
    "sopuse",
    "sopversions",
    "takeover",
    "template",
    "testnotice",
    "undo",
    "verify",
    "unwaive",
    "waive",
    "withdraw",
)
"""What one did oneself, anybody takes back with `undo`; `followup` is the chair's alone;
`takeover` is for who administers the group, too, while there is no secretary; that what a meeting
assigned is carried out says (`minutes`) its owner, too: tests/handlers/steps/test_minutes.py."""
RESPONSIBLE = (
    "attach",
    "attachto",
    "case",
    "checkin",
    "done",
    "extend",
    "lesson",
    "number",
    "progress",
    "resolved",
    "reuse",
    "snooze",
    "unsnooze",
    "works",
)
OF_A_FILE = (
    "accept",
    "dated",
    "document",
    "removefile",
    "restorefile",
    "sendback",
    "unattach",
    "undated",
)
"""For the responsible, for who sent it, for who removed it; and for secretary and chair."""
ANYBODY = {
    "shows what every member may see": (
        "calendar",
        "cases",
        "files",
        "flow",
        "getfile",
        "help",
        "history",
        "my",
        "plan",
        "sop",
        "start",
        "status",
        "timeline",
        "weekly",
        "whatif",
    ),
    "is about oneself": (
        "deputy",
        "deputyback",
        "deputyend",
        "deputyfor",
        "forget",
        "formername",
        "join",
        "leave",
        "link",
        "named",
        "party",
        "privacy",
        "quit",
        "unlink",
    ),
    "takes back what one has just done": ("readmit",),
    "says that one has read a notice": ("ack",),
    "proposes what a meeting deals with; its order is tried below": ("agenda",),
    "says whether one comes oneself; who reads names, in test_attend.py": ("attend",),
    "is for whoever is in a group that nobody administers": ("object",),
    "takes one's own question away": ("cancel",),
}
"""Of the team, by what it does; those who do not belong are tried in test_outsiders.py. Of
deputies for others: handlers/people/test_deputies.py.
"""
NOT_HERS = Deed(MEMBER, PRIVATE, True, "checkin p1 5 obstacle")
"""Told by somebody else."""
EVIDENCE = "evidence all"
LINES = (
    "appoint t1 u3 chair",
    "date 6 5/3/2570 09.00",
    "end p1 close !",
    EVIDENCE,
    "expel t1 u2",
    "holiday add 31/12/2569 วันหยุดพิเศษ",
    "minutes p1 9 resolve เห็นชอบแผน",
    "reopen 4 ผิด",
    "report 1",
    "settings language en",
    "skip 8 ไม่มีงบประมาณ",
    "waive p1 3 d1 ใช้ของปีก่อน",
)
CHANGES = [line for line in LINES if line != EVIDENCE]
"""Evidence changes something only once it was handed over."""
"""What changes something at once, if it may."""
OF_A_MEETING = ("agenda p1 9 drop i1", "agenda p1 9 down i1", "agenda p1 9 up i2")
MATTERS = tuple(Deed(MEMBER, GROUP, True, f"agenda p1 9 add {text}") for text in "กข")
OF_STEPS_AND_FILES = (
    "checkin p1 5 on-plan",
    "dated f1 1/10/2569",
    "document f1 d1",
    "done p1 5 !",
    "progress p1 5 50",
    "removefile f1 ! ผิดฉบับ",
    "reuse p1 5 d1 f1",
    "snooze p1 5 3",
)
REMOVED = Deed(SECRETARY, GROUP, True, "removefile f1 ! ผิดฉบับ")


def changes(*deeds: Deed, after: tuple[Deed, ...] = ()) -> bool:
    with open_door() as door:
        office = Office(door.store, NOW)
        for deed in after:
            deed.done_in(office)
        before = own(door.store)
        for deed in deeds:
            deed.done_in(office)
        return own(door.store) != before


def line(names: tuple[str, ...], head: str) -> st.SearchStrategy[str]:
    return st.tuples(st.sampled_from(names), st.just(head), words.arguments).map(" ".join)


def of(who: st.SearchStrategy[str]) -> st.SearchStrategy[Deed]:
    where = st.sampled_from([GROUP, PRIVATE])
    typed = st.builds(Deed, st.just(ACADEMIC), where, st.just(False), who.map("/{}".format))
    return st.one_of(typed, st.builds(Deed, st.just(ACADEMIC), where, st.just(True), who))


def test_whose_a_command_is_has_been_decided() -> None:
    anybody = [name for names in ANYBODY.values() for name in names]
    decided = [*STEERERS, *RESPONSIBLE, *OF_A_FILE, *anybody]
    assert sorted(decided) == sorted(c.name for c in COMMANDS)


@examples(15)
@given(st.lists(of(st.one_of(line(STEERERS, "p1"), line(STEERERS, "t1"))), min_size=1, max_size=5))
def test_a_member_steers_nothing_by_any_words(deeds: list[Deed]) -> None:
    assert not changes(*deeds)


@examples(15)
@given(st.lists(of(line(RESPONSIBLE, "p1 5")), min_size=1, max_size=5))
def test_who_is_not_responsible_changes_nothing_of_a_step(deeds: list[Deed]) -> None:
    assert not changes(*deeds)


@examples(10)
@given(st.lists(of(line(RESPONSIBLE, "p1 5")), min_size=1, max_size=3))
@example([Deed(ACADEMIC, GROUP, True, "resolved p1 5")])
def test_an_obstacle_is_withdrawn_by_nobody_else(deeds: list[Deed]) -> None:
    assert not changes(*deeds, after=(NOT_HERS,))


@examples(15)
@given(st.lists(of(st.one_of(line(OF_A_FILE, "f1"), line(OF_A_FILE, "f1 !"))), max_size=5))
def test_a_file_is_not_for_who_has_nothing_to_do_with_it(deeds: list[Deed]) -> None:
    assert not changes(*deeds)
    assert not changes(*deeds, after=(REMOVED,))


@pytest.mark.parametrize("text", LINES)
def test_a_member_is_told_who_may(text: str) -> None:
    with open_door() as door:
        office = Office(door.store, NOW)
        assert "ดำเนินการได้โดยเลขานุการหรือประธาน" in office.press(MEMBER, text).popup


@pytest.mark.parametrize("text", [*CHANGES, *OF_STEPS_AND_FILES])
def test_the_secretary_may(text: str) -> None:
    """Else the tests above would see nothing."""
    assert changes(Deed(SECRETARY, GROUP, True, text))


@pytest.mark.parametrize("text", OF_A_MEETING)
def test_what_members_proposed_is_the_secretarys_to_put_in_order(text: str) -> None:
    assert not changes(Deed(ACADEMIC, GROUP, True, text), after=MATTERS)
    assert changes(Deed(SECRETARY, GROUP, True, text), after=MATTERS)


@pytest.mark.parametrize(
    "text", ["takeover t1", "takeover t2", "appoint t1 u5 secretary", "secretary t1"]
)
@pytest.mark.parametrize("where", [GROUP, PRIVATE, OTHER_GROUP])
def test_nobody_takes_over_who_does_not_administer_the_group(text: str, where: Place) -> None:
    without = Deed(SECRETARY, PRIVATE, True, "quit t1 !")
    assert not changes(Deed(ACADEMIC, where, True, text), after=(without,))
    if where is not GROUP:
        assert not changes(Deed(ATTACKER, where, True, text), after=(without,))


def test_who_removed_a_file_may_bring_it_back() -> None:
    assert changes(Deed(SECRETARY, GROUP, True, "restorefile f1"), after=(REMOVED,))
