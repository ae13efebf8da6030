"""Words of the documents' column that had run into the parties'. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

_BODY = re.compile(
    "(?:คณะ|กลุ่ม|งาน|ฝ่าย|สำนัก|กอง|ศูนย์|ผู้|นัก|เจ้า|หัวหน้า|เลขา|ประธาน|รอง|หน่วย|ทีม|บุคลากร"
    "|อธิบดี|พยาบาล|แพทย์|กรรมการ|ทุก|ส่วน|สถาบัน|โรงพยาบาล)"
)
_SIGNS = re.compile(r"[\s\-–.,]+")
_YEAR = re.compile(r"\s?\S{0,60}\s?(?:ปี|ปีงบประมาณ|พ\.ศ\.) ?(?:25)?\d\d\s*$")
LOOKED_AT = 50
"""Items of a cell that are compared."""
LEAST = 6
"""Letters by which two texts are one."""


def without_run(
    parties: Sequence[str], documents: Sequence[str], known: Sequence[str]
) -> list[str]:
    """The parties alone. `known`: names by which one is whole again whose end was written over."""
    keys = [_key(one) for one in documents[:LOOKED_AT]]
    kept: list[str] = []
    has_run = False
    for n, party in enumerate(parties):
        if n < LOOKED_AT and not _BODY.match(party) and _is_document(_key(party), keys):
            has_run = True
        else:
            kept.append(party)
    return [_whole(one, documents, known) if has_run or _YEAR.search(one) else one for one in kept]


def _is_document(key: str, documents: Sequence[str]) -> bool:
    return len(key) >= LEAST and any(key in one or one.endswith(key) for one in documents)


def _whole(party: str, documents: Sequence[str], known: Sequence[str]) -> str:
    """Without the end of a document's title; the year tells it, which no body has."""
    year = _YEAR.search(party)
    if year is None or not any(one.endswith(year[0].split()[-1]) for one in documents):
        return party
    bare = party[: year.start()].strip()
    begun = [name for name in known if _key(name).startswith(_key(bare))]
    return begun[0] if len(begun) == 1 and len(_key(bare)) >= LEAST else bare


def _key(text: str) -> str:
    return _SIGNS.sub("", text)
