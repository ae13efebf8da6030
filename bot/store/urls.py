"""What SOPBOT_DATABASE_URL may say."""

from __future__ import annotations

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from bot.domain.errors import SopbotError

DRIVERS = {
    "sqlite": "sqlite",
    "postgresql": "postgresql+psycopg",
    "postgres": "postgresql+psycopg",  # as some who rent databases out write it
}


class BadDatabaseUrl(SopbotError):
    """SOPBOT_DATABASE_URL names no database that sopbot can use: write
    postgresql://user:password@host/name (%40 for an @ in the password, %2F for a /), or leave it
    unset for SQLite in the data folder"""


def _is_torn(url: URL) -> bool:
    """A password with an @ or a / in it: its end would be shown as host or name."""
    is_server = not url.drivername.startswith("sqlite")
    return is_server and any("@" in (part or "") for part in (url.host, url.database))


def parsed(url: str | URL) -> URL:
    """With our driver. An error does not show the URL: there may be a password in it."""
    try:
        made = make_url(url)
    except (ArgumentError, ValueError):
        raise BadDatabaseUrl from None
    if made.get_backend_name() not in DRIVERS or _is_torn(made):
        raise BadDatabaseUrl
    return made.set(drivername=DRIVERS[made.get_backend_name()])
