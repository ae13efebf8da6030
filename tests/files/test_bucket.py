"""What is special about the bucket; test_file_stores.py has what it shares with the folder."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.domain.errors import AllMissing, Damaged, SopbotError, TooLarge
from bot.domain.files import MAX_FILE_BYTES
from bot.files.bucket import S3Files
from bot.files.objects import Patience
from bot.files.writing import WRITE_BYTES
from bot.ports import Clock
from bot.settings import Settings
from tests.clock import SettableClock
from tests.file_stores import HELLO, MANY, Shelf, bucket_shelf, chunks, without_proxies
from tests.peers.s3 import FakeS3

PLACE = f"{HELLO[:2]}/{HELLO[2:4]}/{HELLO}"
TIRELESS = 99
HASTY = Patience(
    request=timedelta(milliseconds=300),
    first_pause=timedelta(milliseconds=1),
    longest_pause=timedelta(milliseconds=2),
)


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shelf]:
    with bucket_shelf(tmp_path, monkeypatch) as made:
        yield made


@pytest.fixture
def s3(shelf: Shelf) -> FakeS3:
    assert shelf.s3 is not None
    return shelf.s3


@pytest.fixture
def files(shelf: Shelf) -> S3Files:
    return opened(shelf)


def opened(
    shelf: Shelf, patience: Patience = HASTY, clock: Clock | None = None, **settings: str
) -> S3Files:
    bucket = Settings(**{**shelf.settings, **settings}).bucket
    assert bucket is not None
    return S3Files(bucket, shelf.folder, patience, clock)


async def test_what_was_kept_an_hour_ago_is_deleted_and_once_more_is_no_error(
    shelf: Shelf, s3: FakeS3
) -> None:
    clock = SettableClock(datetime.now(UTC))
    files = opened(shelf, clock=clock)
    await files.keep(chunks(b"hello world"), MANY)
    clock.advance(hours=1, minutes=1)
    assert await files.delete(HELLO)
    assert s3.objects == {}
    assert await files.delete(HELLO)


async def test_a_file_is_put_once_and_seen_before_it_counts_as_kept(
    s3: FakeS3, files: S3Files
) -> None:
    await files.keep(chunks(b"hello world"), MANY)
    assert s3.asked == [f"PUT {PLACE}", f"HEAD {PLACE}"]


async def test_what_stands_there_is_not_believed_by_its_size(s3: FakeS3, files: S3Files) -> None:
    s3.put(PLACE, b"HELLO WORLD")
    await files.keep(chunks(b"hello world"), MANY)
    assert s3.objects == {PLACE: b"hello world"}


async def test_an_object_without_end_is_not_read_to_its_end(s3: FakeS3, shelf: Shelf) -> None:
    s3.put(PLACE, bytes(MAX_FILE_BYTES + 3 * WRITE_BYTES))
    with pytest.raises(Damaged) as refused, opened(shelf, Patience()).open(HELLO):
        pass
    assert f"{MAX_FILE_BYTES + 3 * WRITE_BYTES}" not in str(refused.value)


async def test_what_is_too_large_is_refused_before_the_store_is_asked(
    s3: FakeS3, files: S3Files
) -> None:
    with pytest.raises(TooLarge):
        await files.keep(chunks(bytes(3 * WRITE_BYTES)), 2 * WRITE_BYTES)
    assert s3.asked == []


async def test_what_stands_there_in_another_size_is_put_anew(s3: FakeS3, files: S3Files) -> None:
    s3.put(PLACE, b"hello")
    await files.keep(chunks(b"hello world"), MANY)
    assert s3.objects == {PLACE: b"hello world"}


@pytest.mark.parametrize("method", ["HEAD", "PUT"])
@pytest.mark.parametrize("how", ["fail", "cut", "cut_after_acting", "hang"])
async def test_a_passing_failure_is_overcome(
    s3: FakeS3, files: S3Files, how: str, method: str
) -> None:
    getattr(s3.faults, how)(method=method, times=2)
    assert await files.keep(chunks(b"hello world"), MANY) == (HELLO, 11)
    assert s3.objects == {PLACE: b"hello world"}


@pytest.mark.parametrize("method", ["HEAD", "PUT"])
@pytest.mark.parametrize("how", ["fail", "cut", "hang"])
async def test_a_store_that_fails_for_longer_acknowledges_nothing_and_says_which_it_is(
    shelf: Shelf, s3: FakeS3, files: S3Files, how: str, method: str
) -> None:
    getattr(s3.faults, how)(method=method, times=TIRELESS)
    with pytest.raises(SopbotError, match="s3://evidence/office/2570 at http://127"):
        await files.keep(chunks(bytes(5 * WRITE_BYTES)), MANY)
    assert method == "HEAD" or shelf.names() == []  # put, but not seen: not acknowledged


async def test_an_upload_whose_answer_was_cut_off_is_found_the_next_time(
    s3: FakeS3, files: S3Files
) -> None:
    s3.faults.cut_after_acting(method="PUT", times=3)
    with pytest.raises(SopbotError):
        await files.keep(chunks(b"hello world"), MANY)
    assert await files.keep(chunks(b"hello world"), MANY) == (HELLO, 11)
    assert s3.asked[-1] == f"HEAD {PLACE}"


async def test_a_request_is_given_up_after_the_time_for_it_and_its_retries(
    s3: FakeS3, files: S3Files
) -> None:
    s3.faults.hang(times=TIRELESS)
    begun = time.monotonic()
    with pytest.raises(SopbotError, match="TimedOut"):
        await files.keep(chunks(b"hello world"), MANY)
    assert time.monotonic() - begun < 5
    assert len(s3.asked) == 1 + HASTY.retries


async def test_a_store_that_says_yes_and_keeps_nothing_is_found_out(
    s3: FakeS3, files: S3Files
) -> None:
    s3.faults.lose()
    with pytest.raises(SopbotError, match="said that it keeps"):
        await files.keep(chunks(b"hello world"), MANY)


def test_a_download_that_breaks_off_is_taken_up_again(s3: FakeS3, files: S3Files) -> None:
    s3.put(PLACE, b"hello world")
    s3.faults.cut_short(times=1)
    with files.open(HELLO) as file:
        assert file.read() == b"hello world"


def test_a_download_that_never_ends_well_is_an_error(s3: FakeS3, files: S3Files) -> None:
    s3.put(PLACE, b"hello world")
    s3.faults.cut_short(times=TIRELESS)
    with pytest.raises(SopbotError, match="body"), files.open(HELLO):
        pass


UPLOADER = """
import asyncio
from bot.files.bucket import S3Files
from bot.settings import PREFIX, read_settings
from bot.system.environment import variables

async def chunks():
    for _ in range(10):
        yield bytes(500_000)

s = read_settings(variables(PREFIX))
asyncio.run(S3Files(s.bucket, s.data_dir).keep(chunks(), 1 << 40))
"""


def test_a_process_killed_while_it_uploads_leaves_nothing(shelf: Shelf, s3: FakeS3) -> None:
    s3.faults.hang(method="PUT")
    command, elsewhere = [sys.executable, "-c", UPLOADER], shelf.folder.parent
    with subprocess.Popen(command, cwd=elsewhere, env=shelf.environment) as uploader:
        s3.wait_for(lambda: any(asked.startswith("PUT") for asked in s3.asked))
        uploader.kill()
    assert shelf.names() == []


async def test_a_wrong_key_is_told_by_the_names_of_its_settings_but_not_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_proxies(monkeypatch)
    with FakeS3() as s3:
        files = opened(Shelf(tmp_path, s3), s3_secret_access_key="not-the-secret")
        with pytest.raises(SopbotError) as told:
            await files.keep(chunks(b"hello world"), MANY)
    assert "SOPBOT_S3_SECRET_ACCESS_KEY" in str(told.value)
    assert "not-the-secret" not in str(told.value)


async def test_a_bucket_that_is_not_there_is_told(shelf: Shelf) -> None:
    files = opened(shelf, files_url="s3://another")
    with pytest.raises(SopbotError, match="no such bucket; make it, or correct SOPBOT_FILES_URL"):
        await files.keep(chunks(b"hello world"), MANY)


def test_of_a_bucket_that_is_not_there_no_file_is_missing_alone(shelf: Shelf) -> None:
    with (
        pytest.raises(AllMissing, match="no such bucket"),
        opened(shelf, files_url="s3://another").open(HELLO),
    ):
        pass


async def test_what_the_machine_has_for_other_programs_is_not_used(
    shelf: Shelf, s3: FakeS3, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_SESSION_TOKEN", "of another key")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "another-key")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "another-secret")
    monkeypatch.setenv("AWS_ENDPOINT_URL_S3", "http://127.0.0.1:1")
    monkeypatch.setenv("AWS_SKIP_SIGNATURE", "true")
    await opened(shelf).keep(chunks(b"hello world"), MANY)
    assert s3.objects == {PLACE: b"hello world"}
