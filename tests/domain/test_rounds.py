"""What belongs to a round, and what else goes on in it."""

from __future__ import annotations

from datetime import date

import pytest

from bot.domain import rounds
from bot.domain.calendar import round_of
from bot.domain.events import Closed, Event, Extended, Skipped
from bot.domain.plan import Span
from bot.domain.standing import Outlook
from tests.domain.sops import OFF_2570
from tests.render.slots import closed_until, local, plan_of


def on(day: str, *events: Event) -> Outlook:
    return Outlook(plan_of(*events), OFF_2570, date.fromisoformat(day))


@pytest.mark.parametrize("number", rounds.ROUNDS)
def test_a_round_begins_and_ends_with_its_days(number: int) -> None:
    span = rounds.days(number, 2028)
    assert {round_of(day, 2028) for day in (span.start, span.due)} == {number}
    assert round_of(date.fromordinal(span.start.toordinal() - 1), 2028) != number
    assert round_of(date.fromordinal(span.due.toordinal() + 1), 2028) != number


def test_the_year_is_the_fiscal_year() -> None:
    assert rounds.days(None, 2027) == Span(date(2026, 10, 1), date(2027, 9, 30))


def test_steps_are_of_the_round_in_which_they_end() -> None:
    s = on("2027-03-18", *closed_until(5))
    assert rounds.steps(s, 1) == [1, 2, 3, 4, 5, 8]
    assert rounds.steps(s, 2) == [6, 7, 9, 10, 11]
    assert rounds.steps(s, None) == list(range(1, 13))


def closed(step: int, day: str) -> Closed:
    return Closed(id=11, at=local(f"{day} 16:30"), step=step, on=date.fromisoformat(day))


def test_what_ends_on_a_day_off_is_of_its_round_when_closed_on_the_next_working_day() -> None:
    monday = on("2027-03-18", *closed_until(4), closed(5, "2027-03-01"))
    assert (monday.forecast[5].due, rounds.of_step(monday, 5)) == (date(2027, 2, 28), 1)
    late = on("2027-03-18", *closed_until(4), closed(5, "2027-03-02"))
    assert rounds.of_step(late, 5) == 2


def test_what_is_not_carried_out_is_of_the_round_in_which_it_was_to_end() -> None:
    at, day = local("2027-08-05 09:00"), date(2027, 8, 5)
    skipped = Skipped(id=11, at=at, step=8, on=day, reason="-")
    assert rounds.of_step(on("2027-08-18", *closed_until(6), skipped), 8) == 1


def test_a_step_that_ends_later_goes_on_in_the_round() -> None:
    s = on("2027-01-18", *closed_until(4))
    assert rounds.going_on(s, 1) == [7]
    assert rounds.going_on(s, None) == []


def test_what_was_to_end_in_the_round_and_was_put_off_goes_on_in_it() -> None:
    put_off = Extended(id=11, at=local("2027-02-01 09:00"), step=8, to=date(2027, 3, 19), reason="")
    assert rounds.going_on(on("2027-03-18", *closed_until(5), put_off), 1) == [7, 8]


def test_what_was_to_end_before_the_round_and_is_open_goes_on_in_it() -> None:
    s = on("2027-03-18", *closed_until(5))
    assert rounds.going_on(s, 2) == [8]
    assert rounds.going_on(on("2027-02-18", *closed_until(5)), 2) == []


def test_what_was_closed_after_the_round_is_still_told_of_in_it() -> None:
    late = on("2027-03-18", *closed_until(4), closed(5, "2027-03-10"))
    assert rounds.steps(late, 1) == [1, 2, 3, 4, 8]
    assert rounds.going_on(late, 1) == [5, 7]


def test_what_was_first_planned_in_the_round_and_begins_later_goes_on_in_it() -> None:
    put_off = Extended(id=1, at=local("2027-01-18 09:00"), step=1, to=date(2027, 3, 3), reason="")
    late = on("2027-01-18", put_off)
    assert late.forecast[2].start > rounds.days(1, 2027).due
    assert 2 in rounds.going_on(late, 1)
