"""What people wrote, as a document may hold it."""

from __future__ import annotations

import re

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")


def clean(text: str) -> str:
    """Without what is not seen, but for the ends of lines: so without what no XML may hold
    (https://www.w3.org/TR/xml/#charsets), and without what turns the direction of writing.
    """
    return "".join(map(_seen, _LINE_ENDS.sub("\n", text)))


def _seen(char: str) -> str:
    if char.isprintable() or char == "\n":
        return char
    return " " if char.isspace() else ""
