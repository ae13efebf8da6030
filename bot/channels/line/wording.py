"""What of a text LINE can show, line by line."""

from __future__ import annotations

import re
import unicodedata

from bot.channels.cutting import trimmed
from bot.domain.message import Run, Text

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_UNSEEN = ("Cc", "Cf")


def cleaned(text: Text) -> Text:
    """Without control characters and halves of surrogate pairs, and no blanks at its ends."""
    return trimmed(Text(tuple(Run(clean(r.text), r.style, r.person) for r in text.runs)))


def clean(text: str) -> str:
    text = _CONTROLS.sub("", _LINE_ENDS.sub("\n", text)).replace("\t", " ")
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def shows(text: str) -> bool:
    """Whether there is anything to see: LINE refuses a text without."""
    return any(not c.isspace() and unicodedata.category(c) not in _UNSEEN for c in text)


def lines(text: Text) -> list[Text]:
    """Each without blanks at its ends; an empty line is an empty text."""
    found: list[list[Run]] = [[]]
    for run in text.runs:
        first, *more = run.text.split("\n")
        found[-1].append(Run(first, run.style, run.person))
        found.extend([Run(part, run.style, run.person)] for part in more)
    return [trimmed(Text(tuple(runs))) for runs in found]
