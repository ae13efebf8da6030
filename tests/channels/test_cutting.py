"""Where a long text is cut."""

from __future__ import annotations

from bot.channels.cutting import shortened, split, units, within
from bot.domain.message import bold, join, plain


def cut(text: str, size: int) -> tuple[str, str]:
    head, rest = split(plain(text), size)
    return head.plain, rest.plain


def test_between_paragraphs_first() -> None:
    assert cut("ก ข\nค\n\nง จ", 9) == ("ก ข\nค", "ง จ")


def test_then_between_lines_then_between_words() -> None:
    assert cut("กกก\nข ข", 6) == ("กกก", "ข ข")
    assert cut("กกก ขขข", 6) == ("กกก", "ขขข")


def test_a_word_without_end_is_cut_between_letters() -> None:
    assert cut("ก" + "ที่" * 9, 9) == ("ก" + "ที่" * 2, "ที่" * 7)


def test_a_letter_with_marks_without_end_is_cut_after_all() -> None:
    assert [len(part) for part in cut("ก" + "่" * 99, 50)] == [25, 75]


def test_a_family_stays_together() -> None:
    assert cut("กก👨‍👩‍👧", 4) == ("กก", "👨‍👩‍👧")


def test_what_fits_is_left_whole() -> None:
    assert cut("ก ข", 3) == ("ก ข", "")


def test_each_part_keeps_its_styles() -> None:
    head, rest = split(join([bold("ก ข"), plain("ค")], " "), 3)
    assert (head, rest) == (bold("ก ข"), plain("ค"))


def test_what_takes_two_units_counts_as_two() -> None:
    assert units("ก😀") == 3
    assert [within("ก😀😀", limit) for limit in (1, 2, 3, 5)] == [1, 1, 2, 3]


def test_what_is_shortened_ends_at_a_word_and_shows_it() -> None:
    assert shortened("กกก ขขข คคค", 9) == "กกก ขขข…"
    assert shortened("กกก ขขข", 7) == "กกก ขขข"
