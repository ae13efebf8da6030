"""Every refusal has its sentence."""

from __future__ import annotations

from bot.render.text import refusals


def test_no_two_parts_give_one_code_a_sentence_each() -> None:
    """The second would be said with the values of the first."""
    parts = [part.REFUSALS for part in vars(refusals).values() if hasattr(part, "REFUSALS")]
    codes = [code for part in parts for code in part]
    assert parts
    assert sorted(codes) == sorted(set(codes))
