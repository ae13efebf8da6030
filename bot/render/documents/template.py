"""The office's own form for the report: a Word file in which `{{…}}` stands where ours goes.

Placeholders are all there is: no conditions, no loops, nothing that is fetched. What is put in is
text, and is not looked at for placeholders again.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from copy import deepcopy
from io import BytesIO
from typing import Any

from docx import Document
from docx.document import Document as Opened
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.parts.story import StoryPart
from docx.shared import Cm

from bot.domain.errors import Refusal
from bot.render.documents.cleaning import clean
from bot.render.documents.placeholders import Placeholder, placeholder
from bot.render.documents.template_opening import inspect, require_read
from bot.render.documents.template_picture import DOT, Drawn, drawing_of
from bot.render.documents.template_table import Grid, table_of

Lines = tuple[str, ...]
"""Each a paragraph of its own, if the placeholder stands alone in one; else, as the lines of one of
them always, broken by lines in the same paragraph."""


Value = Lines | Grid | Drawn
_MARK = re.compile(r"\{\{([^{}]*)\}\}")
MOST_PLACES = 100
"""Each of the placeholders six times; each is looked for among all runs of its paragraph."""
MOST_LARGE = 6
"""Tables and pictures."""
MOST_LOOK = 10_000
"""Characters by which is told how a place looks: told again for each line and cell put in."""
_HIGHEST = 0.8
"""Of the text's height a picture takes at most."""
_UNTOLD = Cm(16), Cm(20)
"""Room where the form does not tell its page."""
_TRIAL: Mapping[Placeholder, Value] = {
    **dict.fromkeys(Placeholder, ("a", "b")),
    Placeholder.STEPS: Grid(["a"], [["b"]], [1]),
    Placeholder.TIMELINE: Drawn(DOT, "a"),
}
"""By which it is seen that what is put in finds its place."""
_SHOWN = 60
"""Characters of a paragraph in which a brace is open."""


def checked(data: bytes) -> frozenset[Placeholder]:
    """What it leaves open. Raises Refusal if it is not to be used: see `template_opening`; because
    of its placeholders; or because nothing can be put in. Within some seconds, whatever it is.
    """
    read = inspect(data)
    try:
        document = _open(data)
        for part in document.part.package.iter_parts():
            require_read(part.partname, part.content_type.lower(), read)
        lines = [line for _, line in _lines(document)]
    except Exception:  # whatever the reader makes of what it does not expect
        raise Refusal("template-broken") from None
    found = _open_places(lines)
    try:
        filled(data, _TRIAL)
    except Exception:
        raise Refusal("template-broken") from None
    return found


def _open_places(lines: Sequence[_Line]) -> frozenset[Placeholder]:
    marks = [m[1].strip() for line in lines for m in _MARK.finditer(line.text)]
    if len(marks) > MOST_PLACES:
        raise Refusal("template-too-much")
    names = dict.fromkeys(marks)
    if unknown := [name for name in names if placeholder(name) is None]:
        raise Refusal("template-unknown", unknown=tuple(unknown))
    for line in lines:
        if _MARK.search(line.text) and line.look > MOST_LOOK:
            raise Refusal("template-too-much")
        if "{{" in _MARK.sub("", line.text):
            raise Refusal("template-unclosed", where=line.text.strip()[:_SHOWN])
    found = Counter(p for name in marks if (p := placeholder(name)) is not None)
    if found[Placeholder.STEPS] + found[Placeholder.TIMELINE] > MOST_LARGE:
        raise Refusal("template-too-much")
    if not found:
        raise Refusal("template-empty")
    return frozenset(found)


def filled(template: bytes, values: Mapping[Placeholder, Value]) -> bytes:
    """`template`: one that was `checked`. A place for which there is no value is left empty."""
    document = _open(template)
    for part in _stories(document):  # else Word would show what is bound in place of what is said
        for bound in list(part.element.iter(qn("w:dataBinding"))):
            bound.getparent().remove(bound)
    for part, line in _lines(document):
        for mark in reversed(list(_MARK.finditer(line.text))):
            named = placeholder(mark[1])
            if named is not None:
                _put(document, part, line, mark.span(), values.get(named, ()))
    into = BytesIO()
    document.save(into)
    return into.getvalue()


def _open(data: bytes) -> Opened:
    return Document(BytesIO(data))


def _lines(document: Opened) -> list[tuple[StoryPart, _Line]]:
    """Of the pages, their heads and feet, in tables and boxes too; what is in a box that is
    anchored to a paragraph is not of that.
    """
    found: dict[Any, tuple[StoryPart, _Line]] = {}
    for part in _stories(document):
        for text in part.element.iter(qn("w:t")):
            run = text.getparent()
            paragraph = next(run.iterancestors(qn("w:p")), None)
            if run.tag == qn("w:r") and paragraph is not None:
                _, line = found.setdefault(paragraph, (part, _Line(paragraph)))
                line.texts.append(text)
    return list(found.values())


def _stories(document: Opened) -> list[StoryPart]:
    linked = [rel.target_part for rel in document.part.rels.values()]
    heads = [p for p in linked if isinstance(p, StoryPart) and p.partname.startswith("/word/")]
    return list(dict.fromkeys([document.part, *heads]))


class _Line:
    """What a paragraph says, however Word has cut it into runs."""

    def __init__(self, paragraph: Any) -> None:
        self.paragraph = paragraph
        self.texts: list[Any] = []

    @property
    def text(self) -> str:
        return "".join(t.text or "" for t in self.texts)

    def cut(self, start: int, end: int) -> tuple[Any, str]:
        """Take that out; where it began, and what followed in the same run."""
        at, first, after = 0, None, ""
        for t in self.texts:
            text = t.text or ""
            here, at = at, at + len(text)
            if at <= start:
                continue
            if here >= end:
                break
            before, rest = text[: max(start - here, 0)], text[max(end - here, 0) :]
            if first is None:
                first, after = t, rest
                _write(t, before)
            else:
                _write(t, rest)
        return first, after

    @property
    def look(self) -> int:
        """Characters, at most, by which is told how any of it looks."""
        told = [self.paragraph.pPr, *(t.getparent().rPr for t in self.texts)]
        return max((sum(map(_length, one.iter())) for one in told if one is not None), default=0)

    @property
    def is_bare(self) -> bool:
        """Nothing to read is left in it, and nothing to see."""
        seen = (qn("w:drawing"), qn("w:pict"))
        return not self.text.strip() and next(self.paragraph.iter(*seen), None) is None


def _length(element: Any) -> int:
    words = [str(element.tag), element.text or "", element.tail or ""]
    return sum(map(len, [*words, *element.attrib.keys(), *element.attrib.values()]))


def _put(
    document: Opened, part: StoryPart, line: _Line, span: tuple[int, int], value: Value
) -> None:
    at, after = line.cut(*span)
    run = at.getparent()
    match value:
        case Grid():
            line.paragraph.addprevious(table_of(value, run.rPr, _room(document)[0]))
        case Drawn():
            run.append(drawing_of(value, part, _room(document)))
        case _:
            return _say(line, at, after, value)
    _write(at, (at.text or "") + after)
    return None


def _say(line: _Line, at: Any, after: str, said: Lines) -> None:
    *others, last = [clean(words) for words in said] or [""]
    if line.is_bare and not after.strip():
        for one in others:
            line.paragraph.addprevious(_like(line.paragraph, at.getparent(), one))
    else:
        last = "\n".join([*others, last])
    _write_lines(at, (at.text or "") + last + after)


def _like(paragraph: Any, run: Any, said: str) -> Any:
    """A paragraph that looks the same; where a section ends is told by the last one only."""
    made, words = OxmlElement("w:p"), OxmlElement("w:r")
    if paragraph.pPr is not None:
        made.append(deepcopy(paragraph.pPr))
        for ends in list(made.pPr.iter(qn("w:sectPr"))):
            made.pPr.remove(ends)
    if run.rPr is not None:
        words.append(deepcopy(run.rPr))
    words.append(OxmlElement("w:t"))
    _write_lines(words[-1], said)
    made.append(words)
    return made


def _room(document: Opened) -> tuple[int, int]:
    """Width and height in EMU, between the margins of the first page."""
    page = next(iter(document.sections), None)
    if page is None:
        return _UNTOLD
    wide, high = page.page_width or Cm(21), page.page_height or Cm(29.7)
    beside = (page.left_margin or 0) + (page.right_margin or 0)
    above = (page.top_margin or 0) + (page.bottom_margin or 0)
    return max(wide - beside, Cm(5)), int(max(high - above, Cm(5)) * _HIGHEST)


def _write_lines(text: Any, said: str) -> None:
    first, *others = said.split("\n")
    _write(text, first)
    for one in reversed(others):
        more = OxmlElement("w:t")
        _write(more, one)
        text.addnext(more)
        text.addnext(OxmlElement("w:br"))


def _write(text: Any, said: str) -> None:
    text.text = said
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
