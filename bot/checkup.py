"""`sopbot check`: settings, database, token and what could not be delivered."""

from __future__ import annotations

from collections.abc import Iterator

from bot.clock import SystemClock
from bot.domain.errors import SopbotError
from bot.parts import official_days
from bot.settings import PREFIX, Settings
from bot.store.engine import engine_for
from bot.store.migrate import is_current
from bot.store.unit import SqlStore
from bot.trial import require_password

Line = tuple[bool, str]


async def check_up(settings: Settings) -> tuple[bool, list[str]]:
    """Whether all is well, and a line for everything looked at; changes nothing."""
    found: list[Line] = [*_settings(settings), *_database(settings), await _telegram(settings)]
    return all(good for good, _ in found), [text for _, text in found]


def _settings(settings: Settings) -> Iterator[Line]:
    for name in sorted(type(settings).model_fields):
        yield True, f"{PREFIX}{name.upper()}={_shown(getattr(settings, name))}"


def _shown(value: object) -> str:
    """Secrets show themselves as stars."""
    if isinstance(value, frozenset):
        return ",".join(sorted(value))
    return "" if value is None else str(value)


def _database(settings: Settings) -> Iterator[Line]:
    if settings.database_url is None and not (settings.data_dir / "sopbot.db").exists():
        yield True, "database: none yet; made at the first start on a platform"
        return
    try:
        engine = engine_for(settings.store_url)
        current = is_current(engine)
        yield True, "database: " + ("up to date" if current else "older; `sopbot run` updates it")
        if current:
            yield from _undelivered(SqlStore(engine, official_days(SystemClock().now().date())))
        engine.dispose()
    except SopbotError as error:
        yield False, f"database: {error}"


def _undelivered(store: SqlStore) -> Iterator[Line]:
    with store.reading() as work:
        rows = work.outbox.undelivered()
    if not rows:
        yield True, "undelivered: nothing"
    for row in rows:
        yield (
            False,
            f"undelivered: {row.at.isoformat()} to {row.chat.kind} {row.chat.id}: {row.reason}",
        )


def _web_chat(settings: Settings) -> Line:
    try:
        require_password(settings)
    except SopbotError as error:
        return False, f"web chat: {error}"
    return True, (
        "channels: none; `sopbot run` starts the web chat with a sample committee on "
        f"{settings.http_host}:{settings.http_port} (for Telegram set {PREFIX}TELEGRAM_TOKEN)"
    )


async def _telegram(settings: Settings) -> Line:
    if settings.telegram_token is None:
        return _web_chat(settings)
    from bot.channels.telegram.checkup import who_am_i

    try:
        username = await who_am_i(
            settings.telegram_token.get_secret_value(), settings.telegram_api_url
        )
    except SopbotError as error:
        return False, f"telegram: {error}"
    return True, f"telegram: @{username}"
