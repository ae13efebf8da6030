"""Texts put together: what stands in them, in which style, in how many runs."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.message import Run, Style, Text, bold, code, fill, italic, join, mention, plain

LETTERS = st.text("กข{} \n", max_size=3)
pieces = LETTERS | st.builds(bold, LETTERS) | st.builds(mention, LETTERS, st.just(4))


def styled(*parts: str | Text) -> list[tuple[str, Style, int | None]]:
    """Each letter with its style, however the runs are cut."""
    runs = [run for part in parts for run in (part if isinstance(part, Text) else plain(part)).runs]
    return [(letter, run.style, run.person) for run in runs for letter in run.text]


def test_a_value_keeps_its_style() -> None:
    filled = fill("Step {number}: {title}!", {"number": 5, "title": bold("ก")})
    assert filled == Text((Run("Step 5: "), Run("ก", Style.BOLD), Run("!")))


def test_a_value_is_formatted_as_the_template_says() -> None:
    assert fill("{share:.1f} of {{all}}", {"share": 0.25}) == plain("0.2 of {all}")


def test_what_a_value_holds_is_no_template() -> None:
    assert fill("{typed}", {"typed": "{number}"}) == plain("{number}")


def test_one_template_is_filled_anew_each_time() -> None:
    assert [fill("{n}", {"n": n}).plain for n in ("ก", 2)] == ["ก", "2"]


def test_empty_parts_bring_no_separator() -> None:
    assert join(["", "ก", Text(), bold(""), italic("ข")], ", ") == Text(
        (Run("ก, "), Run("ข", Style.ITALIC))
    )


def test_a_mention_in_bold_is_still_one() -> None:
    text = bold(join(["ก ", mention("มาลี", 4)], ""))
    assert text == Text((Run("ก ", Style.BOLD), Run("มาลี", Style.BOLD, 4)))


def test_bold_of_several_styles_is_one_run() -> None:
    assert bold(join([code("/done"), " ก"], "")) == Text((Run("/done ก", Style.BOLD),))


@given(st.lists(pieces), LETTERS)
def test_joined_every_letter_keeps_its_style(parts: list[str | Text], separator: str) -> None:
    there = [part for part in parts if part]
    apart = [piece for part in there for piece in (separator, part)][1:]
    joined = join(parts, separator)
    assert styled(joined) == styled(*apart)
    assert all(run.text for run in joined.runs)
