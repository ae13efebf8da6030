"""`sopbot check`: settings, SOPs, database, files, platforms and what could not be delivered."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import datetime, timedelta

from bot.compose.parts import (
    built_in_sops,
    files_in,
    official_days,
    pressed_words,
    require_data_dir,
)
from bot.demo.trial import require_password
from bot.domain.errors import BadFile, SopbotError
from bot.domain.files import Bytes
from bot.domain.room import RESERVE_BYTES
from bot.files.folder import MOVED, FileFolder
from bot.operate import calendars, evidence, forecast
from bot.ports import FileStore
from bot.render.text.attach import size
from bot.settings import PREFIX, Settings
from bot.store.engine import engine_for, file_of, require_writable
from bot.store.migrate import is_current, is_empty
from bot.store.unit import SqlStore
from bot.store.upkeep import damage
from bot.system.clock import SystemClock
from bot.system.lock import require_place_of

Line = tuple[bool, str]
RECENT = timedelta(days=7)
"""What failed before that is counted, and nothing is wrong for it."""
LARGEST = 3
"""Teams that are named with what their files take."""


async def check_up(settings: Settings, *, deep: bool = False) -> tuple[bool, list[str]]:
    """Whether all is well, and a line for everything looked at; leaves all as it was.

    `deep`: all kept bytes are read.
    """
    found: list[Line] = [*_settings(settings), *_sops()]
    told, kept = _database(settings)
    found += [*_data_dir(settings), *told]
    found += [*await _files(settings, kept, deep), *await _channels(settings)]
    return all(good for good, _ in found), [text for _, text in found]


def _settings(settings: Settings) -> Iterator[Line]:
    for name in sorted(type(settings).model_fields):
        yield True, f"{PREFIX}{name.upper()}={_shown(getattr(settings, name))}"
    if not (settings.office.name and settings.office.contact):
        told = f"{PREFIX}OFFICE_NAME and {PREFIX}OFFICE_CONTACT"
        yield True, f"office: people are not told whose system it is and whom to ask; set {told}"


def _shown(value: object) -> str:
    """Secrets show themselves as stars."""
    if isinstance(value, frozenset):
        return ",".join(sorted(value))
    return "" if value is None else str(value)


def _sops() -> Iterator[Line]:
    try:
        yield True, f"SOPs: {', '.join(built_in_sops())}"
    except BadFile as error:
        yield from ((False, line) for line in error.lines())


def _data_dir(settings: Settings) -> Iterator[Line]:
    try:
        require_data_dir(settings)
        yield True, f"data folder: {settings.data_dir}"
    except SopbotError as error:
        yield False, str(error)


def _database(settings: Settings) -> tuple[list[Line], list[Bytes]]:
    """What there is to tell, and the files that should be there as far as it can be read."""
    try:
        file = file_of(settings.store_url)
        if file is not None and (settings.database_url or settings.data_dir.is_dir()):
            require_place_of(file)
        if file is not None and not file.exists():
            return [(True, "database: none yet; made at the first start on a platform")], []
        days = official_days(SystemClock().now().date())
        with closing(SqlStore(engine_for(settings.store_url), days)) as store:
            return [*_state(store, settings)], _kept(store)
    except SopbotError as error:
        return [(False, f"database: {error}")], []


def _state(store: SqlStore, settings: Settings) -> Iterator[Line]:
    try:
        require_writable(store.engine)
        current = is_current(store.engine)
        yield True, f"database: {_age(store, current)}"
        yield from _integrity(store)
        if current:
            now = SystemClock().now()
            yield from _undelivered(store, now)
            yield from _set_aside(store, now)
            yield from _held(store, settings.quota_bytes)
            yield from _own_sops(store)
            yield from _left_out(store, settings.allowed_chats)
            yield from calendars.made(store, settings)
    except SopbotError as error:
        yield False, f"database: {error}"


def _age(store: SqlStore, current: bool) -> str:
    if current:
        return "up to date"
    if is_empty(store.engine):
        return "empty; its tables are made at the first start on a platform"
    return "older; `sopbot run` updates it"


def _undelivered(store: SqlStore, now: datetime) -> Iterator[Line]:
    with store.reading() as work:
        rows = [row for row in work.outbox.undelivered() if now - row.at <= RECENT]
        count = work.agenda.depths(now)["undelivered"].count
    yield from _older("undelivered", len(rows), count)
    for row in rows:
        yield (
            False,
            f"undelivered: {row.at.isoformat()} to {row.chat.kind} {row.chat.id}: {row.reason}",
        )


def _older(what: str, recent: int, count: int) -> Iterator[Line]:
    """Whoever was to know has been told: what is long past is no alarm any more."""
    if count > recent:
        yield True, f"{what}: {count - recent} more, older than {RECENT.days} days"
    elif not recent:
        yield True, f"{what}: nothing"


def _integrity(store: SqlStore) -> Iterator[Line]:
    found = damage(store.engine)
    if found == []:
        yield True, "integrity: fine"
    for told in found or ():
        yield False, f"integrity: {told}"


def _set_aside(store: SqlStore, now: datetime) -> Iterator[Line]:
    with store.reading() as work:
        found, plans = work.agenda.aside(), work.plans.unreadable()
    recent = [one for one in found if one.at is None or now - one.at <= RECENT]
    if found or not plans:
        yield from _older("set aside", len(recent), len(found))
    for one in recent:
        at = f"{one.at.isoformat()} " if one.at else ""
        yield False, f"set aside: {at}{one.what}: {one.reason} (the log tells more of it)"
    for plan in plans:
        yield False, f"set aside: plan {plan} cannot be read; it has no notices until it can"


def _own_sops(store: SqlStore) -> Iterator[Line]:
    """Groups' own SOPs that are offered no more: after a change of the program's rules."""
    with store.reading() as work:
        found = [(one, work.chats.by_id(one.group).address) for one in work.sops.unreadable()]
    for one, group in found:
        yield (
            False,
            f"SOPs: {one.sop}, version {one.number} of group {group} cannot be read any more, and "
            "no plan is made of it; correct its file and send it again with /import",
        )


def _left_out(store: SqlStore, allowed: frozenset[str]) -> Iterator[Line]:
    count = store.left_out(allowed)
    if count:
        yield True, f"teams not served, their groups not being in {PREFIX}ALLOWED_CHATS: {count}"


def _held(store: SqlStore, quota: int | None) -> Iterator[Line]:
    """The largest teams, by what SOPBOT_ALLOWED_CHATS would call them."""
    with store.reading() as work:
        held = work.holdings.all()
    if held:
        together = size(sum(one.used for one in held))
        yield True, f"room: teams with files: {len(held)}, together {together}"
    limit = f" of {size(quota)}" if quota is not None else ""
    for one in held[:LARGEST]:
        yield True, f"room: team {one.team} of group {one.group}: {size(one.used)}{limit}"


async def _usable(settings: Settings) -> tuple[FileStore, Line]:
    if settings.bucket is not None:
        bucket = files_in(settings.bucket, settings.data_dir)
        return bucket, (True, f"files: {await bucket.check()}")
    folder = FileFolder(settings.files_dir)
    told = f"files: {await folder.check()}"
    if folder.spare() < RESERVE_BYTES:
        return folder, (False, f"{told}: too little for teams that are new; make room")
    return folder, (True, told)


async def _files(settings: Settings, kept: Sequence[Bytes], deep: bool) -> list[Line]:
    """A few bytes are kept, read and taken away again; then what should be there is looked for."""
    if settings.bucket is None and not settings.files_dir.exists():
        return [_no_folder(settings, kept)]
    try:
        files, usable = await _usable(settings)
    except SopbotError as error:
        return [(False, f"files: {error}")]
    return [usable, *await asyncio.to_thread(_evidence, files, kept, deep)]


def _no_folder(settings: Settings, kept: Sequence[Bytes]) -> Line:
    if not kept:
        return True, "files: none yet; their folder is made at the first start on a platform"
    lost = f"{settings.files_dir} is not there; {MOVED}"
    return False, f"files: {lost} {evidence.none_of(kept)}"


def _kept(store: SqlStore) -> list[Bytes]:
    """None that can be told, if the database is older, or in trouble, as told apart."""
    try:
        if not is_current(store.engine):
            return []
        with store.reading() as work:
            return work.files.stored()
    except SopbotError:
        return []


def _evidence(files: FileStore, kept: Sequence[Bytes], deep: bool) -> list[Line]:
    found: list[Line] = []
    try:
        found += evidence.compare(files, kept, deep=deep) if kept else ()
    except SopbotError as error:
        found.append((False, f"evidence: {error}"))
    return found


def _web_chat(settings: Settings) -> Line:
    try:
        require_password(settings)
    except SopbotError as error:
        return False, f"web chat: {error}"
    return True, (
        "channels: none; `sopbot run` starts the web chat with a sample committee on "
        f"{settings.http_host}:{settings.http_port} (for Telegram set {PREFIX}TELEGRAM_TOKEN, for "
        f"LINE {PREFIX}LINE_CHANNEL_SECRET)"
    )


async def _channels(settings: Settings) -> list[Line]:
    if not settings.has_channel:
        return [_web_chat(settings)]
    return [*await _telegram(settings), *await _line(settings), *await _calendars(settings)]


async def _calendars(settings: Settings) -> list[Line]:
    return [await calendars.reached(settings.public_url)] if settings.public_url else []


async def _line(settings: Settings) -> list[Line]:
    if settings.line_channel_access_token is None:
        return []
    from bot.channels.line.api import Access
    from bot.channels.line.checkup import check_line

    token = settings.line_channel_access_token.get_secret_value()
    access = Access(token, settings.line_api_url, settings.line_data_api_url)
    try:
        found = await check_line(access, settings.public_url, pressed_words())
    except SopbotError as error:
        return [(False, f"line: {error}")]
    return [
        (True, f"line: {found.account}"),
        (found.is_heard, f"line webhook: {found.webhook}"),
        (True, f"line menu: {found.menu}"),
        (True, f"line quota: {found.quota}"),
        *forecast.of_month(settings, "line", found.used),
    ]


async def _telegram(settings: Settings) -> list[Line]:
    if settings.telegram_token is None:
        return []
    from bot.channels.telegram.checkup import check_telegram

    token, url = settings.telegram_token.get_secret_value(), settings.telegram_api_url
    try:
        username, webhook = await check_telegram(token, url, settings.public_url)
    except SopbotError as error:
        return [(False, f"telegram: {error}")]
    return [(True, f"telegram: @{username}"), (True, f"webhook: {webhook}")]
