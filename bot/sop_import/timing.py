"""ระยะเวลา as an SOP has it, with all that is told of days and rounds, in the keys of a step of the
file. Pure.
"""

from __future__ import annotations

import re
from dataclasses import replace

from bot.domain.spelling import arabic, tidy
from bot.sop_import import durations
from bot.sop_import.amounts import OPEN, Keys, Said
from bot.sop_import.told_days import told

LONGEST = 2_000
"""Characters of a cell in which such words are sought: twelve periods take half of them."""
_NOT_SET = re.compile(r"ไม่(?:ได้)?กำหนด(?:ระยะ)?(?:เวลา)?|no duration is set\.?", re.IGNORECASE)
_ALSO: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?:ทุก|ราย)ครึ่งปี|every half year", re.IGNORECASE), "ทุก 6 เดือน"),
    (re.compile(r"every quarter", re.IGNORECASE), "ทุกไตรมาส"),
)
"""Other words for what the reader of durations knows."""
_FIXED = frozenset({"not_before", "not_after"})
_EMPTY = re.compile(r"(?:[ .,;:/()]|และ|carried out|ดำเนินการ)*", re.IGNORECASE)


def said(written: str, fiscal: int = 0) -> Said:
    """What the words say; days of the year are those of every fiscal year. `fiscal`: the SOP's
    year, พ.ศ.; 0: not known.
    """
    if len(written) > LONGEST:
        return durations.said(written, fiscal)
    keys, text = told(tidy(arabic(written)))
    if _NOT_SET.fullmatch(text):
        found = Said({**OPEN, **keys})
    elif not keys:
        found = _length(text, fiscal)
    elif "not_after" in keys and keys.keys() <= _FIXED and _EMPTY.fullmatch(text):
        whole = _length(written, fiscal)
        found = replace(whole, keys={**whole.keys, **keys})
    else:
        found = _together(tidy(written), "" if _EMPTY.fullmatch(text) else text, keys, fiscal)
    return found if _is_possible(found.keys) else _length(written, fiscal)


def _length(text: str, fiscal: int) -> Said:
    for words, known in _ALSO:
        text = words.sub(known, text)
    return durations.said(text, fiscal)


def _together(written: str, text: str, keys: Keys, fiscal: int) -> Said:
    """With how long it takes, or how often, by the rest of the `text`."""
    due = keys.get("due")
    of_meeting = isinstance(due, dict) and due["of"] == "meeting"
    if "by" in keys or (due is not None and not of_meeting):
        return _of_day(written, text, keys, fiscal)
    if isinstance(due, dict) and not text:
        return Said({"duration": due["count"], "unit": due["unit"], **keys})
    length = _length(text, fiscal)
    if isinstance(keys.get("every"), list) and length.code == "recurring":
        return Said({**length.keys, **keys})
    if _FIXED & keys.keys() and _FIXED & length.keys.keys():
        return _length(written, fiscal)
    return _besides(length, keys)


def _of_day(written: str, text: str, keys: Keys, fiscal: int) -> Said:
    """What is due on a day has no duration: one that is told besides is asked about."""
    length = _length(text, fiscal) if text else Said({})
    if length.code == "recurring":
        kept = {key: value for key, value in length.keys.items() if key not in ("duration", "unit")}
        return _besides(replace(length, keys=kept), keys)
    if not text:
        return Said(keys)
    others = (("open", OPEN),) if length.code else (("lasting", length.keys),)
    return Said(keys, True, "duration-unclear", others, "as-read", {"name": written})


def _besides(length: Said, keys: Keys) -> Said:
    """Whatever is chosen of the length, what is certain stays; but once has no rounds."""
    is_series = length.code == "recurring"
    kept = {k: v for k, v in keys.items() if not (is_series and k in ("every", "starts", "due"))}
    if is_series and not {"by", "on"} & kept.keys():
        kept.pop("holiday", None)
    others = tuple(
        (code, kept if "by" in kept else {**other, **kept}) for code, other in length.others
    )
    return replace(length, keys={**length.keys, **keys}, others=others)


def _is_possible(keys: Keys) -> bool:
    """Whether a file can say all of it of one step."""
    due = keys.get("due")
    of_step = isinstance(due, dict) and due["of"] != "meeting"
    return not (
        ("starts" in keys and "every" not in keys)
        or ("holiday" in keys and not {"by", "on"} & keys.keys())
        or ("missed" in keys and ("by" not in keys or {"every", "not_after"} & keys.keys()))
        or ("by" in keys and {"due", "duration"} & keys.keys())
        or (of_step and "duration" in keys)
        or ("every" in keys and _FIXED & keys.keys())
    )
