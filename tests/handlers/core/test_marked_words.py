"""What our Thai sentences tell people to type."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from handlers.core.grammar import parse
from handlers.table import GRAMMAR

CATALOGUE = Path(__file__).parents[3] / "locales" / "th" / "LC_MESSAGES" / "messages.po"
WORDS = sorted({word for wording in GRAMMAR.values() for word in wording.words}, reverse=True)
UNMARKED = re.compile(rf"(?:พิมพ์|ตอบว่า|ด้วยคำว่า) (?:ยกเลิก|{'|'.join(map(re.escape, WORDS))})")
MARKED = re.compile(rf"พิมพ์(?: เช่น)? (“(?:{'|'.join(map(re.escape, WORDS))})[^”]*”)")
VALUES = {"number": "3", "step": "3", "day": "20/10/2569", "typed": "20/10/2569", "year": "2570"}


def sentences() -> Iterator[str]:
    with CATALOGUE.open("rb") as file:
        for message in read_po(file, locale="th"):
            string = message.string
            yield string if isinstance(string, str) else (string or [""])[0]


def test_words_to_be_typed_stand_in_quotation_marks() -> None:
    assert [s for s in sentences() if UNMARKED.search(s)] == []


@pytest.mark.parametrize("marked", sorted({m for s in sentences() for m in MARKED.findall(s)}))
def test_what_stands_in_quotation_marks_is_understood_with_and_without_them(marked: str) -> None:
    typed = marked.format(**VALUES) if "{line}" not in marked else "“วันหยุด ลบ 20/10/2569”"
    spoken = parse(typed, GRAMMAR, "sopbot")
    assert spoken is not None
    assert spoken == parse(typed.strip("“”"), GRAMMAR, "sopbot")
