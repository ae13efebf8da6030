"""The wire is cut and missing system packages are told, for every test."""

from __future__ import annotations

import os

# python-telegram-bot reads it at import; without it every RetryAfter warns of a coming change.
os.environ.setdefault("PTB_TIMEDELTA", "true")

pytest_plugins = ["tests.wire", "tests.requirements_gate"]
