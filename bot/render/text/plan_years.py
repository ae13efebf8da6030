"""The years of an SOP of no plan yet, in words: its file has templates in their place."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.message import Message, Text
from bot.render.language import N_, Say

_WORDS = {
    "{fiscal_year}": N_("[the plan's year]"),
    "{previous_fiscal_year}": N_("[the year before the plan's]"),
}


def in_words(say: Say, message: Message) -> Message:
    """In its text, and on its buttons."""
    rows = tuple(
        tuple(replace(one, label=_filled(say, one.label)) for one in row) for row in message.buttons
    )
    return replace(message, text=told(say, message.text), buttons=rows)


def told(say: Say, text: Text) -> Text:
    return Text(tuple(replace(run, text=_filled(say, run.text)) for run in text.runs))


def _filled(say: Say, text: str) -> str:
    for template, words in _WORDS.items():
        text = text.replace(template, say.caption(words))
    return text
