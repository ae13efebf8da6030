"""What the government's days off are called in an official letter.

The `holidays` library knows the days; its wording is not the one that is signed. Names of fixed
days are the Cabinet's (มติคณะรัฐมนตรี), by month and day and from a CE year on; a name changes
when a reign, a title or a life ends.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

SUBSTITUTE = "ชดเชย"
"""The library's mark of a day off in place of one that fell on a weekend."""

_MOVABLE = ("บูชา", "เข้าพรรษา", "พืชมงคล", "พิเศษ")
"""In names of days that follow the moon or are announced: they may fall on a fixed day, too."""
_MOTHER = "สมเด็จพระนางเจ้าสิริกิติ์ พระบรมราชินีนาถ พระบรมราชชนนีพันปีหลวง และวันแม่แห่งชาติ"
_FATHER = "พระบาทสมเด็จพระบรมชนกาธิเบศร มหาภูมิพลอดุลยเดชมหาราช บรมนาถบพิตร"

_FIXED: Mapping[tuple[int, int], tuple[tuple[int, str], ...]] = {
    (1, 1): ((1955, "วันขึ้นปีใหม่"),),
    (4, 6): ((1983, "วันพระบาทสมเด็จพระพุทธยอดฟ้าจุฬาโลกมหาราช และวันที่ระลึกมหาจักรีบรมราชวงศ์"),),
    (5, 4): ((2020, "วันฉัตรมงคล"),),
    (6, 3): (
        (
            2019,
            "วันเฉลิมพระชนมพรรษา สมเด็จพระนางเจ้าสุทิดา พัชรสุธาพิมลลักษณ พระบรมราชินี",
        ),
    ),
    (7, 28): (
        (
            2017,
            "วันเฉลิมพระชนมพรรษา พระบาทสมเด็จพระปรเมนทรรามาธิบดีศรีสินทรมหาวชิราลงกรณ พระวชิรเกล้าเจ้าอยู่หัว",
        ),
    ),
    (8, 12): (
        (2019, f"วันเฉลิมพระชนมพรรษา {_MOTHER}"),
        (2026, f"วันคล้ายวันพระราชสมภพ {_MOTHER}"),
    ),
    (10, 13): (
        (2019, f"วันคล้ายวันสวรรคต {_FATHER}"),
        (2023, "วันนวมินทรมหาราช"),
    ),
    (10, 23): ((1946, "วันปิยมหาราช"),),
    (12, 5): ((2019, f"วันคล้ายวันพระบรมราชสมภพ {_FATHER} วันชาติ และวันพ่อแห่งชาติ"),),
    (12, 10): ((1983, "วันรัฐธรรมนูญ"),),
    (12, 31): ((1983, "วันสิ้นปี"),),
}
_ANNOUNCED = {"วันหยุดพิเศษ (เพิ่มเติม)": "วันหยุดราชการเพิ่มเติมเป็นกรณีพิเศษ"}


def official_name(day: date, name: str, falls: date) -> str:
    """The signed name of what the library calls `name` on `day`.

    `falls`: for a substitute the day in whose place it is; else `day` itself.
    """
    if name.startswith(SUBSTITUTE):
        return f"วันหยุดชดเชย{_own_name(falls, name.removeprefix(SUBSTITUTE))}"
    return _own_name(day, name)


def _own_name(day: date, name: str) -> str:
    if any(word in name for word in _MOVABLE):
        return _ANNOUNCED.get(name, name)
    known = [own for since, own in _FIXED.get((day.month, day.day), ()) if since <= day.year]
    return known[-1] if known else name
