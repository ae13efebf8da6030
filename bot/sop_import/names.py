"""The id of an SOP: Latin, and none that comes with the system."""

from __future__ import annotations

import re

from bot.sops.loader import builtin_names

_OTHER = re.compile(r"[^a-z0-9]+")
_LENGTH = 24
"""Less than an id may have: a second one of the same name has a number behind it."""


def id_of_sop(number: str, title: str) -> str:
    """kpi-2.4 of indicator 2.4; else of the Latin words of its title."""
    digits = re.sub(r"[^0-9.]", "", number).strip(".")[:_LENGTH].strip(".")
    plain = re.sub(r"\.+", ".", digits)
    if plain:
        return f"kpi-{plain}"
    words = _OTHER.sub("-", title.lower()).strip("-")[:_LENGTH].strip("-")
    found = words if re.search("[a-z]", words) else "sop"
    return f"{found}-own" if found in builtin_names() else found
