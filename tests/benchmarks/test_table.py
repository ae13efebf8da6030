from __future__ import annotations

import json

from tests.benchmarks.shares import Shares
from tests.benchmarks.table import Bound, Row, as_json, table

FASTER = Row(
    "status",
    "/status",
    "updates/s",
    [100.0, 90.0, 110.0],
    [150.0, 160.0, 140.0],
    must=(Bound("ratio", 1.0),),
    aim=(Bound("ratio", 2.0),),
    rival="echo",
)
SMALLER = Row(
    "memory",
    "memory",
    "MB",
    [100.0],
    [110.0],
    must=(Bound("ratio", 1.2, at_most=True), Bound("own", 120, at_most=True)),
    aim=(Bound("own", 110, at_most=True),),
)


def test_the_table_shows_medians_their_ratio_and_what_was_met() -> None:
    _, _, line = table([FASTER]).splitlines()
    cells = [cell.strip() for cell in line.strip("| ").split("|")]
    told = ["/status", "100 ±6.67 (echo)", "150 ±6.67 updates/s", "1.50x", "≥ 1x", "≥ 2x", "must"]
    assert cells == told


def test_every_bound_must_hold() -> None:
    assert SMALLER.verdict == "aim"
    heavy = Row("memory", "memory", "MB", [110.0], [121.0], must=SMALLER.must, aim=SMALLER.aim)
    assert heavy.verdict == "NO"


def test_what_has_no_rival_has_no_ratio() -> None:
    alone = Row("help", "help", "s", (), [0.2], must=(Bound("own", 0.25, at_most=True),))
    assert alone.verdict == "must"
    assert "nan" not in table([alone])
    assert json.loads(as_json([alone], []))["rows"][0]["ratio"] is None


def test_the_file_has_every_round_and_nothing_more_of_the_machine() -> None:
    found = json.loads(as_json([FASTER], [Shares(0.1, 0.2)]))
    assert found["rows"][0]["sopbot_rounds"] == [150.0, 160.0, 140.0]
    assert found["shares"] == [{"server": 0.1, "others": 0.2}]
    assert {*found["machine"]} == {"cores", "python", "sqlite"}
