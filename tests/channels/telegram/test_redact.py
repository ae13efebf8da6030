"""No token in any log."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from bot.system.redact import HIDDEN, TALKATIVE, hide, quieten, redact, redact_event

TOKEN = "7000000001:AAE_xyz-123"
ADDRESS = f"https://api.telegram.org/bot{TOKEN}/getMe"


def test_a_token_is_hidden_even_behind_letters() -> None:
    assert redact(f"GET {ADDRESS}") == f"GET https://api.telegram.org/bot{HIDDEN}/getMe"


@pytest.mark.parametrize("text", ["2026-10-01T08:30:00", "ขั้นตอนที่ 3: แล้วเสร็จ", "1:abcdef"])
def test_other_text_stays(text: str) -> None:
    assert redact(text) == text


def test_an_event_of_structlog_is_cleaned_to_the_ground() -> None:
    event = {
        "event": ADDRESS,
        "error": ValueError(TOKEN),
        "more": {"urls": [ADDRESS]},
        "path": Path(ADDRESS),
        "bytes": ADDRESS.encode(),
        "some": {ADDRESS},
        "n": 1,
    }
    cleaned = redact_event(None, "info", event)
    assert TOKEN not in str(cleaned)
    assert cleaned["n"] == 1


def test_what_becomes_a_secret_is_hidden_from_then_on() -> None:
    event = {"event": "the path is swordfish-7"}
    assert redact_event(None, "info", dict(event)) == event
    hide("swordfish-7")
    assert redact_event(None, "info", dict(event)) == {"event": f"the path is {HIDDEN}"}


def test_a_secret_is_hidden_as_it_stands_in_an_address_too() -> None:
    hide(TOKEN)
    assert redact("GET /bot7000000001%3AAAE_xyz-123/getMe") == f"GET /bot{HIDDEN}/getMe"


def test_libraries_that_log_addresses_or_messages_are_quiet() -> None:
    quieten()
    assert all(logging.getLogger(name).level == logging.WARNING for name in TALKATIVE)
