"""The short title of a step: of the words in its chart, else of its details. Pure."""

from __future__ import annotations

import re

from bot.domain.spelling import tidy
from bot.render.pictures import letters
from bot.sop_import.lengths import cut_at

LONGEST = 60
"""Characters, as fit into a line of a list on a phone."""
_ROOM = 24.0
"""Times the size of the letters: some fifty of them."""
_TELLING = 25
"""Letters that say enough; ประชุมคณะดำเนินงาน alone does not."""
_BULLETS = re.compile(r"[○◯●◇◆□■↓↑→←▼►⬇➔\s]+")
_CUT = re.compile(r" ?(?:ของหน่วยงาน|\([^)]*\)|ตัวชี้วัดที่ [\d.]+)")
_GOES_ON = re.compile(
    r"(?: |(?<=.{20}))(?:เพื่อ|โดย|ที่จะ|ให้เป็น|ตามที่|ซึ่ง|ระดับความสำเร็จ|so that|in order)"
)
_WAYS = re.compile(r"^(?:ไม่)?(?:ใช่|อนุมัติ|เห็นชอบ|เห็นด้วย|ผ่าน|ครบถ้วน|ถูกต้อง|yes|no)$", re.IGNORECASE)


def of_chart(words: tuple[str, ...]) -> str:
    """Those of its arrows are not its title."""
    told = " ".join(
        w for w in (tidy(_BULLETS.sub(" ", one)) for one in words) if w and not _WAYS.match(w)
    )
    return told if len(told) <= LONGEST * 2 else ""


def of_details(lead: str, detail: tuple[str, ...]) -> str:
    """The first of them, as far as it says what is done."""
    text = lead or next((one for one in detail if one), "")
    if len(text) <= LONGEST:
        return text
    cut = tidy(_CUT.sub("", text))
    head = _GOES_ON.split(cut, maxsplit=1)[0].strip()
    return shortened(head if len(head) >= _TELLING else cut)


def shortened(text: str) -> str:
    """At a place where a line may break."""
    if len(text) <= LONGEST:
        return text
    head = letters.wrap(text, 1, _ROOM, 2)[0]
    return cut_at(head, LONGEST - 1) + "…"
