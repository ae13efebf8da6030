"""Whom the steps of an SOP name: one party under all its spellings. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

SAME, LIKELY = 0.88, 0.72
"""How alike two names are that are surely one with a letter misread, and that may be one."""
LONGEST = 300
"""Letters of names that are compared: nobody is called by more."""
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
class Meant:
    """`party`: a place in the list of parties; `unsure`: it may be another."""

    party: int
    written: str
    unsure: bool = False


@dataclass(slots=True)
class Parties:
    """`names`: of each party, as it is called. `known`: the names of chapter 4."""

    known: Sequence[str]
    names: list[str] = field(default_factory=list)
    _keys: list[str] = field(default_factory=list)
    """Of the names."""
    _known_keys: Sequence[str] = ()

    def __post_init__(self) -> None:
        self._known_keys = [key_of(name) for name in self.known]

    def take(self, written: str) -> Meant:
        """The party that these words name, a new one if they name none before."""
        key = key_of(written)
        if key in self._keys:
            return self._same(self._keys.index(key), written)
        if (spelled := self._spelled(key)) is not None:
            return self._known(spelled, written)
        if (begun := self._begun(key)) is not None:
            return Meant(begun, written)
        if (shortened := self._shortened(key)) is not None:
            return Meant(shortened, written, unsure=True)
        place, likeness = _nearest(key, self._keys)
        if likeness >= LIKELY:
            return Meant(place, written, unsure=likeness < SAME)
        return Meant(self._add(written), written)

    def _add(self, name: str) -> int:
        self.names.append(name)
        self._keys.append(key_of(name))
        return len(self.names) - 1

    def _known(self, name: str, written: str) -> Meant:
        """One of chapter 4, by its name there."""
        place = self.names.index(name) if name in self.names else self._add(name)
        return Meant(place, written)

    def _same(self, place: int, written: str) -> Meant:
        """Of two spellings that differ in spaces the one with fewer within words stays."""
        if self.names[place] not in self.known:
            self.names[place] = min(self.names[place], written, key=gaps)
        return Meant(place, written)

    def _begun(self, key: str) -> int | None:
        """คณะดำเนินงาน is คณะดำเนินงานตัวชี้วัดที่ 2.4, where nothing else begins so."""
        if len(key) < SHORTEST:
            return None
        found = [n for n, one in enumerate(self._keys) if one.startswith(key)]
        return found[0] if len(found) == 1 else None

    def _shortened(self, key: str) -> int | None:
        """คณะทำงานฯ is one whose name begins so, as people write what was named before."""
        stem = key.removesuffix("ฯ")
        if stem == key or not stem:
            return None
        return next((n for n, one in enumerate(self._keys) if one.startswith(stem)), None)

    def _spelled(self, key: str) -> str | None:
        """As chapter 4 has it, if there is one that differs in spaces, or in a letter misread."""
        place, likeness = _nearest(key, self._known_keys)
        return self.known[place] if likeness >= SAME else None


def _nearest(key: str, keys: Sequence[str]) -> tuple[int, float]:
    found = [(_likeness(key, one), n) for n, one in enumerate(keys)]
    likeness, place = max(found, default=(0.0, 0))
    return place, likeness


def key_of(name: str) -> str:
    return _ALIKE_SIGNS.sub("", name).lower()


def gaps(name: str) -> tuple[int, int]:
    """Spaces between Thai letters, where words may be broken; then all it is long."""
    return len(_THAI_GAP.findall(name)), len(name)


def _likeness(one: str, other: str) -> float:
    """0 to 1; 0 is all that is less than likely. Numbers in two names that differ are no
    misreading.
    """
    longest, shortest = max(len(one), len(other)), min(len(one), len(other))
    if not 0 < longest <= LONGEST or shortest / longest < LIKELY or one[:3] != other[:3]:
        return 0.0
    if re.findall(r"\d+", one) != re.findall(r"\d+", other):
        return 0.0
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= LIKELY else 0.0


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
    """Latin ones. The first body of 4.1 that the steps name is the committee."""
    keys = [key_of(name) for name in direct]
    first = next(
        (n for key in keys for n, name in enumerate(names) if key.startswith(key_of(name))), None
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
