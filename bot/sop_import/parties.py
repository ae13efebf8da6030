"""Whom the steps of an SOP name: one party under all its spellings. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from bot.domain.sop_import import Spot

SAME, LIKELY = 0.88, 0.72
"""How alike two names are that are surely one with a letter misread, and that may be one."""
SHORTEST = 8
"""Letters of a name that can be the beginning of another."""
LONGEST_SHORT = 60
"""Characters of what people say for it (`bot.sops.schema.MOST_NAME`)."""
_BODY = (
    r"(?:คณะ|กลุ่ม|งาน|ฝ่าย|สำนัก|กอง|ศูนย์|ผู้|นัก|เจ้าหน้าที่|หัวหน้า|เลขา|ประธาน|รอง|หน่วย|ทีม"
    r"|บุคลากร|อธิบดี|นาย|เจ้าพนักงาน|พยาบาล|แพทย์|กรรมการ|ทุก|ส่วน|สถาบัน|โรงพยาบาล|อำเภอ|จังหวัด"
    r"|จนท|ผอ\.|นวก\.)"
)
_PARTED = re.compile(
    rf"\s*[,;/\n]\s*(?={_BODY})|\s+(?:และ|กับ)\s*(?={_BODY})|(?<=\S)และ(?=คณะ|ผู้|นัก|หัวหน้า)"
)
_ALIKE_SIGNS = re.compile(r"[\s.,()\-–—_\"“”/]+")
_THAI_GAP = re.compile(r"(?<=[\u0e00-\u0e7f]) (?=[\u0e00-\u0e7f])")
_KINDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("committee", re.compile(r"คณะ(?:ผู้)?(?:ดำเนินงาน|ทำงาน)")),
    ("board", re.compile(r"คณะกรรมการ|คณะอนุกรรมการ|board|committee", re.IGNORECASE)),
    ("academics", re.compile(r"นักวิชาการ|academic", re.IGNORECASE)),
    ("head", re.compile(r"ผู้อำนวยการ|ผอ\.|หัวหน้า|director|head", re.IGNORECASE)),
    ("secretary", re.compile(r"เลขา|secretar", re.IGNORECASE)),
    ("officers", re.compile(r"เจ้าหน้าที่|เจ้าพนักงาน|บุคลากร|officer|staff", re.IGNORECASE)),
    ("owner", re.compile(r"ผู้รับผิดชอบ")),
    ("group", re.compile(r"กลุ่ม|งาน|ฝ่าย|group", re.IGNORECASE)),
    ("office", re.compile(r"สำนัก|กอง|ศูนย์|office|bureau|division", re.IGNORECASE)),
)


@dataclass(frozen=True, slots=True)
class Named:
    """A party as a step names it: where, and how."""

    step: int
    written: str
    spot: Spot


@dataclass(frozen=True, slots=True)
class Meant:
    """`party`: a place in the list of parties; `was`: spelled otherwise, `unsure`: it may be
    another, `likely`: places of others that it may be.
    """

    party: int
    written: str
    was: bool = False
    unsure: bool = False


@dataclass(slots=True)
class Parties:
    """`names`: of each party, as it is called. `known`: the names of chapter 4."""

    known: Sequence[str]
    names: list[str]

    def take(self, written: str) -> Meant:
        """The party that these words name, a new one if they name none before."""
        key = key_of(written)
        for place, name in enumerate(self.names):
            if key_of(name) == key:
                return self._same(place, written)
        if (spelled := self._spelled(written)) in self.known:
            return self._known(spelled, written)
        if (begun := self._begun(key)) is not None:
            return Meant(begun, written, was=True)
        place, likeness = self._nearest(key)
        if likeness >= LIKELY:
            return Meant(place, written, was=True, unsure=likeness < SAME)
        self.names.append(written)
        return Meant(len(self.names) - 1, written)

    def _known(self, name: str, written: str) -> Meant:
        """One of chapter 4, by its name there."""
        if name not in self.names:
            self.names.append(name)
        return Meant(self.names.index(name), written, was=name != written)

    def _same(self, place: int, written: str) -> Meant:
        """Of two spellings that differ in spaces the one with fewer within words stays."""
        if self.names[place] not in self.known:
            self.names[place] = min(self.names[place], written, key=gaps)
        return Meant(place, written, was=self.names[place] != written)

    def _begun(self, key: str) -> int | None:
        """คณะดำเนินงาน is คณะดำเนินงานตัวชี้วัดที่ 2.4, where nothing else begins so."""
        if len(key) < SHORTEST:
            return None
        found = [n for n, name in enumerate(self.names) if key_of(name).startswith(key)]
        return found[0] if len(found) == 1 else None

    def _nearest(self, key: str) -> tuple[int, float]:
        found = [(_likeness(key, key_of(name)), n) for n, name in enumerate(self.names)]
        likeness, place = max(found, default=(0.0, 0))
        return place, likeness

    def _spelled(self, written: str) -> str:
        """As chapter 4 has it, if there is one that differs in spaces, or in a letter misread."""
        key = key_of(written)
        alike = [(_likeness(key, key_of(name)), name) for name in self.known]
        likeness, name = max(alike, default=(0.0, ""))
        return name if likeness >= SAME else written


def key_of(name: str) -> str:
    return _ALIKE_SIGNS.sub("", name).lower()


def gaps(name: str) -> tuple[int, int]:
    """Spaces between Thai letters, where words may be broken; then all it is long."""
    return len(_THAI_GAP.findall(name)), len(name)


def _likeness(one: str, other: str) -> float:
    """0 to 1. Numbers in two names that differ are no misreading."""
    if re.findall(r"\d+", one) != re.findall(r"\d+", other):
        return 0.0
    longest = max(len(one), len(other))
    if not longest or min(len(one), len(other)) / longest < LIKELY or one[:3] != other[:3]:
        return 0.0
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def parted(written: str) -> list[str]:
    """Several bodies in one line; ทุกคนในคณะกรรมการและอนุกรรมการ is one."""
    return [part for part in (one.strip(" ,;/-") for one in _PARTED.split(written)) if part]


def short_of(name: str, offices: Iterable[str]) -> str:
    """As people say it: without its indicator, and the office's name."""
    said = re.split(r" ?ตัวชี้วัด", name)[0]
    for office in offices:
        said = said.replace(office, "") if office and said != office else said
    said = re.sub(r"ของ(?:หน่วยงาน)?$|ประจำ$", "", said.strip(" ,")).strip(" ,") or name
    return said if len(said) <= LONGEST_SHORT else said[: LONGEST_SHORT - 1].rstrip() + "…"


def ids_of(names: Sequence[str], direct: Sequence[str]) -> list[str]:
    """Latin ones. The body of 4.1 is the committee."""
    keys = [key_of(name) for name in direct]
    first = next(
        (n for n, name in enumerate(names) if any(k.startswith(key_of(name)) for k in keys)), None
    )
    found: list[str] = []
    for place, name in enumerate(names):
        kind = "committee" if place == first else _kind(name)
        free = kind != "committee" or first is None or place == first
        base = kind if free else "party"
        number = 1 + sum(one == base or one.startswith(f"{base}-") for one in found)
        found.append(base if number == 1 else f"{base}-{number}")
    return found


def _kind(name: str) -> str:
    return next((kind for kind, words in _KINDS if words.match(name)), "party")
