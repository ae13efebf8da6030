"""The parts that every composed program has: store, SOPs, files, the command menu."""

from __future__ import annotations

import errno
import os
from collections.abc import Collection
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from bot.domain.errors import AllMissing, Damaged, FileUnread, Missing, SopbotError
from bot.domain.incoming import Incoming
from bot.domain.sop import Sop
from bot.files.bucket_settings import Bucket
from bot.files.folder import FileFolder
from bot.files.reading import Reader
from bot.ports import Clock, FileStore, Store, UnitOfWork
from bot.render.language import DEFAULT_LANGUAGE, LANGUAGES, speaker
from bot.settings import Settings
from bot.sops.loader import offered
from bot.store.engine import engine_for, require_writable
from bot.store.migrate import upgrade
from bot.store.unit import SqlStore
from bot.system.clock import OffsetClock, SystemClock
from bot.system.days_off import official_days_off
from bot.system.lock import is_writable
from bot.system.redact import hide
from handlers.core.words import is_cancel
from handlers.evidence.late import answers_question
from handlers.table import BY_NAME, COMMANDS
from scheduler.tools import Tools

if TYPE_CHECKING:
    from bot.files.bucket import S3Files

PRESSED = ("status", "my", "files", "plan", "help")
"""What people ask for most, and everybody may, in private too."""
OFFICIAL_YEARS_BACK, OFFICIAL_YEARS_AHEAD = 3, 6


class NoS3Library(SopbotError):
    """SOPBOT_FILES_URL needs a library that is not installed: pip install 'sopbot[s3]', in a copy
    of the repository .venv/bin/pip install '.[s3]'"""


def make_data_dir(settings: Settings) -> None:
    require_data_dir(settings)
    try:
        settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise _no_data_dir(settings, error.errno) from None


def require_data_dir(settings: Settings) -> None:
    """That it is a folder to write to, or can be made; leaves all as it was."""
    folder = settings.data_dir.absolute()
    there = next(one for one in (folder, *folder.parents) if os.path.lexists(one))
    if not there.is_dir():
        raise _no_data_dir(settings, errno.ENOTDIR)
    if not is_writable(there):
        raise _no_data_dir(settings, errno.EACCES)


def _no_data_dir(settings: Settings, why: int | None) -> SopbotError:
    return SopbotError(
        f"SOPBOT_DATA_DIR={settings.data_dir}: {os.strerror(why or errno.EIO)}; "
        "name a folder that this user may write to"
    )


def open_store(settings: Settings, clock: Clock) -> SqlStore:
    engine = engine_for(settings.store_url)
    try:
        require_writable(engine)
        upgrade(engine)
        store = SqlStore(engine, official_days(clock.now().date()))
        if store.writers == 1:
            _take_over(store)
    except BaseException:
        engine.dispose()
        raise
    return store


def _take_over(store: Store) -> None:
    """We are the only process: what another one had in hand waits for nobody any more."""
    with store.work() as work:
        for queue in (work.inbox, work.outbox, work.files, work.sop_files):
            queue.release()
        work.commit()


def official_days(today: date) -> dict[date, str]:
    return official_days_off(today.year - OFFICIAL_YEARS_BACK, today.year + OFFICIAL_YEARS_AHEAD)


def clock_of(settings: Settings) -> Clock:
    if settings.test_clock_file is not None:
        return OffsetClock(settings.test_clock_file)
    return SystemClock()


def file_store(settings: Settings) -> FileStore:
    """The bucket if one is set, else the folder."""
    if settings.bucket is None:
        return file_folder(settings.files_dir)
    return files_in(settings.bucket, settings.data_dir)


def files_in(bucket: Bucket, waiting: Path) -> S3Files:
    """`waiting`: the folder in which files stand on their way."""
    try:
        from bot.files.bucket import S3Files
    except ModuleNotFoundError as error:
        raise NoS3Library from error
    hide(bucket.key_id)
    hide(bucket.secret)
    return S3Files(bucket, waiting, clock=SystemClock())


def file_folder(folder: Path) -> FileFolder:
    return FileFolder(folder, SystemClock())


def built_in_sops() -> dict[str, Sop]:
    return offered()


def menu() -> list[tuple[str, dict[str, str]]]:
    """The platforms' command menu: the table, in its order, in every language."""
    return [
        (c.name, {language: speaker(language).caption(c.summary) for language in LANGUAGES})
        for c in COMMANDS
        if c.summary and not c.hidden
    ]


def pressed_words() -> list[tuple[str, str]]:
    """The menu of a platform whose people type words: (command, word), from left to right."""
    say = speaker(DEFAULT_LANGUAGE)
    return [(name, BY_NAME[name].typed(say)) for name in PRESSED]


async def read_file(tools: Tools, reader: Reader, file: int) -> bytes:
    """The bytes of a kept file, by its id in the store. Raises FileUnread."""

    def hash_of(work: UnitOfWork) -> str:
        found = work.files.by_id(file)
        if found is None or not found.sha256:
            raise FileUnread(file, "it is not kept", lost=True)
        return found.sha256

    sha256 = await tools.read(hash_of)
    try:
        return await reader.read(sha256)
    except (Missing, Damaged) as error:
        raise FileUnread(file, error, lost=not isinstance(error, AllMissing)) from error
    except (SopbotError, OSError) as error:
        raise FileUnread(file, error, lost=False) from error


class Memory:
    """What a channel asks of the store about a group, before anything is written down."""

    def __init__(self, tools: Tools, channel: str) -> None:
        self._tools = tools
        self._channel = channel

    async def was_sent(self, group: str, message: str) -> bool:
        """Whether this message there is one of ours."""

        def was_sent(work: UnitOfWork) -> bool:
            chat = work.chats.known_at(self._channel, group)
            return chat is not None and work.sent.knows(chat.id, message)

        return await self._tools.read(was_sent)

    async def is_committee(self, group: str) -> bool:
        """Whether anybody there could attach a file."""

        def has_team(work: UnitOfWork) -> bool:
            chat = work.chats.known_at(self._channel, group)
            return chat is not None and chat.team is not None and chat.served

        return await self._tools.read(has_team)

    async def awaits_file(self, incoming: Incoming) -> bool:
        """Whether its sender was asked there for this file, or for the step of its album."""
        now = self._tools.now()
        return await self._tools.read(lambda work: answers_question(incoming, work, now))

    async def takes_back(self, group: str, account: str, text: str) -> bool:
        """Whether it takes back what this person was asked there; other talk is not looked up."""
        now = self._tools.now()

        def is_asked(work: UnitOfWork) -> bool:
            chat = work.chats.known_at(self._channel, group)
            person = work.people.by_account(self._channel, account)
            if chat is None or person is None:
                return False
            return work.drafts.waiting(chat.id, person.id, now) is not None

        return is_cancel(text) and await self._tools.read(is_asked)


async def accounts_of(tools: Tools, channel: str, people: Collection[int]) -> dict[int, str]:
    """Of those who have one on the channel."""

    def found(work: UnitOfWork) -> dict[int, str]:
        accounts = {person: work.people.account_of(channel, person) for person in people}
        return {person: account for person, account in accounts.items() if account}

    return await tools.read(found) if people else {}
