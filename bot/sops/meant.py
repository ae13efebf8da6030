"""What people write in place of the words a file knows: in Thai, in the plural, at length."""

from __future__ import annotations

import re
from collections.abc import Collection

_WRITTEN = {
    "month": r"monthly|months|(?:every|each|per) month|(?:ทุก|ราย|ประจำ)?เดือน|เดือนละ.*",
    "quarter": r"quarters|(?:every )?(?:3|three) months|(?:ทุก|ราย)?ไตรมาส|(?:ทุก )?3 เดือน",
    "half-year": r"half.?year(?:ly)?|semi.?annual(?:ly)?|(?:every )?(?:6|six) months"
    r"|(?:ทุก|ราย)?ครึ่งปี|(?:ทุก )?6 เดือน",
    "week": r"weekly|weeks|(?:ราย|ทุก)?สัปดาห์|อาทิตย์",
    "working": r"วัน(?:ทำการ|ทำงาน|ราชการ)|(?:working|business|work) ?days?",
    "calendar": r"วัน(?:ตาม)?ปฏิทิน|calendar days?",
    "before": r"ก่อน.*|previous.*|earlier",
    "after": r"หลัง.*|.*ถัดไป|next.*|later",
    "within": r"ภายใน.*|ใน.*|during|in",
    "next": r".*ถัดไป|ปีหน้า|next.*",
    "previous": r".*ก่อน(?:หน้า)?|ปีที่แล้ว|last.*",
    "start": r"(?:วัน)?เริ่ม.*|begin.*|first",
    "end": r"(?:วัน)?(?:สิ้น|แล้วเสร็จ|เสร็จ).*|สุดท้าย|finish.*|clos.*|last.*",
    "meeting": r".*ประชุม|meet.*",
    "evidence": r"หลักฐาน.*",
    "reference": r"(?:เอกสาร)?อ้างอิง",
    "all": r"ทุกคน|everybody|everyone",
    "any": r"(?:คนใดคนหนึ่ง|ใครก็ได้)|any(?:one|body)",
}


def meant(written: str, words: Collection[str]) -> str | None:
    """The one of `words` that was meant; None if that cannot be told."""
    low = written.lower()
    found = [w for w in words if low == w or re.fullmatch(_WRITTEN.get(w, "$^"), low)]
    return found[0] if len(found) == 1 else None
