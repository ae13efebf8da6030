"""What stands on the pages of the template besides the SOP's own words. Pure."""

from __future__ import annotations

import re

from bot.sop_import.cells import FLOW

_ATTACHED = re.compile(r"เอกสารแนบ ?(?:Template|เทมเพลต|แม่แบบ)[^\n]*", re.IGNORECASE)
_REVISED = re.compile(
    r"^(?:เอกสารแนบ[^\n]*)?(?:(?:แบบฟอร์ม)?(?:ปรับปรุง|แก้ไข)(?:ครั้งล่าสุด)?(?:ล่าสุด)?(?: ?เมื่อ| ?วันที่)+"
    r"|form revised)"
    r" ?:? ?(?P<day>.+)$",
    re.IGNORECASE,
)
_PAGE = re.compile(
    r"^(?:หน้า(?:ที่)? ?|page ?|[-–] ?)?\d{1,3}(?: ?(?:/|จาก|of) ?\d{1,3})?(?: ?[-–])?$", re.IGNORECASE
)
_CONTINUED = re.compile(r"^\(? ?(?:ต่อ|มีต่อ|continued) ?\)?[.…]*$", re.IGNORECASE)
_FLOW = re.compile(rf"[{re.escape(FLOW)}\s]+")


def revised(text: str) -> str:
    """The day of the form's revision; empty if the line tells none."""
    found = _REVISED.match(text)
    return found["day"].strip(" )") if found else ""


def is_furniture(text: str) -> bool:
    """Nothing that the SOP says: outside the column of numbers, a bare number is that of a page."""
    bare = text.strip()
    return bool(
        not bare
        or _FLOW.fullmatch(bare)
        or _ATTACHED.match(bare)
        or _REVISED.match(bare)
        or _CONTINUED.match(bare)
        or _PAGE.match(bare)
    )


def without_flow(text: str) -> str:
    """Without what is left of drawn arrows."""
    return " ".join(_FLOW.sub(" ", text).split())
