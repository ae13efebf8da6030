"""Procedures as Thai public bodies publish them, written as files: their dates, worked out by hand.

All plans and cases are of the fiscal year 2570; its days off are those of `OFF_2570`.
"""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.domain.events import Closed, Dated
from bot.domain.sop import Sop
from bot.domain.timeline import Timeline, timeline
from bot.sops.loader import check
from tests.domain.sops import OFF_2570

SAMPLES = Path(__file__).parent / "samples"
YEAR = date(2026, 10, 1)


def sample(name: str) -> Sop:
    return check(SAMPLES / f"{name}.yaml")


def dates(found: Timeline) -> dict[str, str]:
    return {f"{n}": f"{d.start:%d.%m.%y} {d.due:%d.%m.%y}" for n, d in sorted(found.steps.items())}


def planned(name: str, start: date = YEAR) -> dict[str, str]:
    sop = sample(name).for_fiscal_year(2027)
    return dates(timeline(sop, start, OFF_2570))


def closed(step: int, on: date, way: str = "") -> Closed:
    at = datetime(on.year, on.month, on.day, 16, 30, tzinfo=ZoneInfo("Asia/Bangkok"))
    return Closed(at=at, step=step, on=on, way=way, id=step * 100 + on.day)


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.yaml")), ids=lambda p: p.stem)
def test_every_sample_is_sound(path: Path) -> None:
    assert check(path).id == path.stem


def test_incoming_letters_are_counted_by_the_5th_of_the_month_after() -> None:
    """5 December, 5 June and 5 September are days off: the working day before them."""
    dues = {n: span[9:] for n, span in planned("incoming-letters").items()}
    assert dues == {
        "1.1": "05.11.26",
        "1.2": "04.12.26",
        "1.3": "05.01.27",
        "1.4": "05.02.27",
        "1.5": "05.03.27",
        "1.6": "05.04.27",
        "1.7": "05.05.27",
        "1.8": "04.06.27",
        "1.9": "05.07.27",
        "1.10": "05.08.27",
        "1.11": "03.09.27",
        "1.12": "05.10.27",
    }


def test_an_action_plan_reports_monthly_half_yearly_and_by_its_own_rounds() -> None:
    """5 working days from 1 November (a Sunday) are 2 to 6 November; those from 1 April skip the
    6th; September's are reported in October of the next year, and belong to the plan.
    """
    sop = sample("action-plan").for_fiscal_year(2027)
    found = timeline(sop, YEAR, OFF_2570)
    told = dates(found)
    assert told["1.1"] == "02.11.26 06.11.26"
    assert told["1.2"] == "01.12.26 08.12.26"
    assert told["1.3"] == "04.01.27 08.01.27"
    assert told["1.6"] == "01.04.27 08.04.27"
    assert told["1.12"] == "01.10.27 07.10.27"
    assert told["2.1"] == "09.04.27 23.04.27"
    assert told["2.2"] == "08.10.27 22.10.27"
    assert told["3.1"] == "01.04.27 15.04.27"
    assert told["3.2"] == "01.07.27 15.07.27"
    assert told["3.3"] == "01.10.27 15.10.27"
    assert found.conflicts == ()
    assert len(told) == 12 + 2 + 3
    assert sop.step(sop.steps[0].number).title == "รายงานผลใน DOC (ต.ค. 2569)"
    assert sop.step(sop.steps[12].number).title == "รายงานผลครึ่งปี (ครึ่งปีแรก)"


def test_an_appraisal_has_two_rounds_the_second_told_in_october() -> None:
    assert planned("appraisal") == {
        "1.1": "01.10.26 15.10.26",
        "1.2": "01.04.27 15.04.27",
        "2.1": "01.04.27 30.04.27",
        "2.2": "01.10.27 31.10.27",
    }


def test_hospital_data_is_sent_by_the_15th_and_mended_only_if_it_comes_back() -> None:
    sop = sample("hospital-data").for_fiscal_year(2027)
    october, november = (s.number for s in sop.steps[:2])
    events = [
        closed(october, date(2026, 11, 13), "errors"),
        closed(november, date(2026, 12, 15), "clean"),
    ]
    found = timeline(sop, YEAR, OFF_2570, events)
    told = dates(found)
    assert told["1.1"] == "01.11.26 15.11.26"
    assert told["2.1"] == "14.11.26 20.11.26"
    assert told["1.12"] == "01.10.27 15.10.27"
    expected = {f"{n}": d.expected for n, d in found.steps.items()}
    assert expected["2.1"]
    assert not expected["2.3"]


def test_complaints_are_mended_the_ordinary_way_or_the_urgent_one() -> None:
    """A case of Monday, 2 November."""
    begun = date(2026, 11, 2)
    assert planned("complaints", begun) == {
        "1": "02.11.26 02.11.26",
        "2": "03.11.26 04.11.26",
        "3": "05.11.26 06.11.26",
        "4": "07.11.26 13.11.26",
        "5": "09.11.26 10.11.26",
        "6": "14.11.26 14.11.26",
    }
    sop = sample("complaints").for_fiscal_year(2027)
    urgent = [
        closed(1, begun),
        closed(2, date(2026, 11, 3)),
        closed(3, date(2026, 11, 4), "urgent"),
        closed(5, date(2026, 11, 5)),
    ]
    found = timeline(sop, begun, OFF_2570, urgent, date(2026, 12, 1))
    assert found[6].start == date(2026, 11, 6)
    assert not found[6].has_due


def test_the_summary_of_complaints_is_for_september() -> None:
    assert planned("complaints-summary") == {"1": "01.09.27 30.09.27"}


def test_an_ethics_review_takes_the_next_round_and_comes_back_at_most_three_times() -> None:
    """A case of 5 November: the round of the 7th, received on Monday, 9 November, as the 8th is a
    Sunday; two weeks from the day after; then accepted at once.
    """
    begun = date(2026, 11, 5)
    told = planned("ethics-review", begun)
    assert told["1"] == "05.11.26 07.11.26"
    assert told["2"] == "09.11.26 09.11.26"
    assert told["3"] == "10.11.26 23.11.26"
    assert told["7"] == "24.11.26 26.11.26"
    assert list(told) == ["1", "2", "3", "4", "5", "5.2", "5.3", "6", "6.2", "6.3", "7"]


def test_a_proposal_sent_late_is_in_the_next_round() -> None:
    """On Tuesday the 10th the round of the 7th is over (it ran to Monday): the 21st is the next."""
    sop, begun = sample("ethics-review"), date(2026, 11, 5)
    assert timeline(sop, begun, OFF_2570, today=date(2026, 11, 9))[1].due == date(2026, 11, 7)
    assert timeline(sop, begun, OFF_2570, today=date(2026, 11, 10))[1].due == date(2026, 11, 21)
    late = timeline(sop, begun, OFF_2570, [closed(1, date(2026, 11, 12))])
    assert late[2].span.start == date(2026, 11, 23)  # the 22nd is a Sunday


def test_an_amended_proposal_is_reviewed_again() -> None:
    sop, begun = sample("ethics-review"), date(2026, 11, 5)
    events = [
        closed(1, date(2026, 11, 6)),
        closed(2, date(2026, 11, 9)),
        closed(3, date(2026, 11, 20), "amend"),
        closed(4, date(2026, 11, 23)),
        closed(5, date(2026, 12, 1)),
        closed(6, date(2026, 12, 9), "amend"),
    ]
    told = dates(timeline(sop, begun, OFF_2570, events))
    assert told["5.2"] == "10.12.26 08.01.27"
    assert told["6.2"] == "09.01.27 22.01.27"
    assert told["7"] == "25.01.27 27.01.27"


def test_a_wrong_form_begins_anew_and_a_withdrawal_ends_the_case() -> None:
    """A case of Monday, 2 November."""
    sop, begun = sample("information-access"), date(2026, 11, 2)
    straight = planned("information-access", begun)
    assert {n: straight[n] for n in ("1", "2", "3", "4", "5", "6")} == {
        "1": "02.11.26 02.11.26",
        "2": "03.11.26 03.11.26",
        "3": "04.11.26 10.11.26",
        "4": "11.11.26 17.11.26",
        "5": "18.11.26 27.11.26",
        "6": "30.11.26 02.12.26",
    }
    again = [closed(1, begun), closed(2, date(2026, 11, 3), "wrong")]
    told = dates(timeline(sop, begun, OFF_2570, again))
    assert told["1.2"] == "04.11.26 04.11.26"
    assert told["3"] == "06.11.26 12.11.26"
    ended = [
        closed(1, begun),
        closed(2, date(2026, 11, 3), "right"),
        closed(3, date(2026, 11, 10)),
        closed(4, date(2026, 11, 16), "withdrawn"),
    ]
    assert timeline(sop, begun, OFF_2570, ended).end == date(2026, 11, 16)


def test_invitations_are_due_three_weeks_before_the_meeting_once_its_day_is_fixed() -> None:
    """11 June, a Friday; until it is fixed the five working days hold."""
    sop = sample("seminar").for_fiscal_year(2027)
    assert planned("seminar") == {
        "1": "01.11.26 31.12.26",
        "2": "04.01.27 08.01.27",
        "3": "01.06.27 01.06.27",
        "4": "02.06.27 01.07.27",
    }
    fixed = Dated(at=closed(1, YEAR).at, step=3, on=date(2027, 6, 11), id=1)
    told = dates(timeline(sop, YEAR, OFF_2570, [fixed]))
    assert told["2"] == "04.01.27 21.05.27"
    assert told["3"] == "11.06.27 11.06.27"
    assert told["4"] == "12.06.27 11.07.27"


def test_a_budget_begins_before_its_year_and_ends_after_it() -> None:
    """10 January is a Sunday, 10 April a Saturday (the holidays begin on the 13th), 10 October 2027
    a Sunday: the next working day.
    """
    sop = sample("budget").for_fiscal_year(2027)
    found = timeline(sop, YEAR, OFF_2570)
    assert dates(found) == {
        "1": "15.08.26 13.09.26",
        "2.1": "01.01.27 11.01.27",
        "2.2": "01.04.27 12.04.27",
        "2.3": "01.07.27 12.07.27",
        "2.4": "01.10.27 11.10.27",
        "3": "12.10.27 30.10.27",
    }
    assert [c.kind.value for c in found.conflicts] == ["shortened"]


@pytest.mark.parametrize(
    ("way", "issued"), [("pass", "30.11.26"), ("fix", "30.12.26"), ("fail", "")]
)
def test_a_licence_is_issued_by_the_end_of_the_month_or_not_at_all(way: str, issued: str) -> None:
    """A case of 2 November; 31 December is a day off, so the month ends with the 30th."""
    sop, begun = sample("licence"), date(2026, 11, 2)
    events = [closed(1, begun), closed(2, date(2026, 11, 16), way)]
    found = timeline(sop, begun, OFF_2570, events)
    if way == "fail":
        assert found.end == date(2026, 11, 16)
    else:
        assert dates(found)["4"].endswith(issued)
