"""What `sopbot simulate --cost` prints."""

from __future__ import annotations

from bot.operate.cost import print_cost
from tests.domain.plans import day
from tests.domain.sops import NO_DAYS_OFF, chain


def printed(fmt: str = "table", readers: int = 10) -> list[str]:
    start = day("2027-08-01")
    return print_cost(chain(3), start, NO_DAYS_OFF, {}, fmt, "line", readers).splitlines()


def test_the_table() -> None:
    assert printed() == [
        "Month     Group  Told  Private  Counted  Left  Each notice",
        "2027-08       3     2        3       53   187           73",
        "2027-09       0     0        0        0   240            0",
        "",
        "LINE counts a push once for each who gets it: 10 for a push to the group, 1 in private.",
        "Dearest month: 2027-08 with 53 of 300; from 241 on only what is overdue is pushed. "
        "The year: 53.",
        "Everybody is responsible for every step, and every closing is told by a push; "
        "answers are free.",
        "Each notice: what is counted if each is a push of its own to each who is told. "
        "At most 73, in the year 73.",
    ]


def test_csv() -> None:
    assert printed("csv") == [
        "month,group,told,private,counted,left,each-notice",
        "2027-08,3,2,3,53,187,73",
        "2027-09,0,0,0,0,240,0",
    ]


def test_what_a_month_takes_of_the_reserve_is_below_nought() -> None:
    assert printed("csv", readers=60)[1].split(",")[5] == "-63"
