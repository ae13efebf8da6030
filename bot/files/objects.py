"""A bucket's objects. One is put in one request: it is there whole, or not at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import obstore
from obstore.exceptions import BaseError, PermissionDeniedError, UnauthenticatedError
from obstore.store import S3Store

from bot.domain.errors import AllMissing, Missing, SopbotError
from bot.files.bucket_settings import Bucket
from bot.files.writing import WRITE_BYTES

if TYPE_CHECKING:  # obstore has these for type checkers only
    from obstore.store import ClientConfig, RetryConfig, S3Config, S3Credential

RIGHTS = (
    "see that SOPBOT_S3_ACCESS_KEY_ID, SOPBOT_S3_SECRET_ACCESS_KEY and SOPBOT_S3_REGION are right, "
    "and that this key may list the bucket, get and put objects"
)
NO_BUCKET = "no such bucket; make it, or correct SOPBOT_FILES_URL"
PAGE = 1000
"""Objects told in one answer, as S3 does at most."""
_DETAIL = re.compile(
    r'<Code>(\w+)|(?:message|error): "([^"]+)"|\b(TimedOut|InvalidCertificate|InvalidContentType)\b'
)
"""What tells an operator most: the store's own code, else what went wrong underneath."""


class Denied(SopbotError):
    """The key is wrong, or has not the right to do this."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long one request may take, and how often and until when it is begun anew."""

    connect: timedelta = timedelta(seconds=10)
    request: timedelta = timedelta(seconds=120)
    """From the first byte to the last: 20 MB through a line of 1.4 Mbit/s."""
    retries: int = 2
    retry_within: timedelta = timedelta(seconds=60)
    """So a request ends after three minutes at the latest, come what may."""
    first_pause: timedelta = timedelta(milliseconds=500)
    longest_pause: timedelta = timedelta(seconds=5)


class Objects:
    """By their names under the bucket's prefix. Nothing is asked before the first of them is."""

    def __init__(self, bucket: Bucket, patience: Patience) -> None:
        self._bucket = bucket
        self._store = S3Store(
            bucket.name,
            prefix=bucket.prefix or None,
            config=_config(bucket),
            client_options=_client_options(bucket, patience),
            retry_config=_retry_config(patience),
            credential_provider=lambda: _credential(bucket),
        )

    async def kept_at(self, name: str) -> datetime | None:
        """Aware, by the store's own clock; None: there is no such object."""
        with self._explained():
            try:
                return (await obstore.head_async(self._store, name))["last_modified"]
            except FileNotFoundError:
                return None

    async def size(self, name: str) -> int | None:
        """In bytes; None: there is no such object."""
        with self._explained():
            try:
                return (await obstore.head_async(self._store, name))["size"]
            except FileNotFoundError:
                return None

    async def put(self, name: str, data: bytes) -> None:
        with self._explained():
            try:
                await obstore.put_async(self._store, name, data, use_multipart=False)
            except FileNotFoundError:
                raise SopbotError(f"{self._bucket}: {NO_BUCKET}") from None

    def pieces(self, name: str) -> Iterator[bytes]:
        with self._explained():
            try:
                yield from obstore.get(self._store, name).stream(WRITE_BYTES)
            except FileNotFoundError as error:
                if "NoSuchBucket" in str(error):
                    raise AllMissing(f"{self._bucket}: {NO_BUCKET}") from None
                raise Missing(f"{self._bucket}: no {name}") from None

    def all(self) -> Iterator[tuple[str, int]]:
        """(name, size in bytes)."""
        with self._explained():
            try:
                for page in obstore.list(self._store, chunk_size=PAGE):
                    yield from ((str(one["path"]), int(one["size"])) for one in page)
            except FileNotFoundError:
                raise AllMissing(f"{self._bucket}: {NO_BUCKET}") from None

    async def delete(self, name: str) -> None:
        with self._explained():
            await obstore.delete_async(self._store, name)

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except (PermissionDeniedError, UnauthenticatedError) as error:
            raise Denied(f"{self._bucket}: {_why(error)}; {RIGHTS}") from error
        except BaseError as error:
            raise SopbotError(f"{self._bucket}: {_why(error)}") from error


def _config(bucket: Bucket) -> S3Config:
    """It outweighs the variables AWS_…, which obstore reads, too, and which are for others."""
    return {
        "region": bucket.region,
        "aws_endpoint_url_s3": bucket.endpoint,
        "virtual_hosted_style_request": False,
        "skip_signature": False,
        "unsigned_payload": False,
        "checksum_algorithm": "sha256",
        "disable_bulk_delete": True,
    }


def _credential(bucket: Bucket) -> S3Credential:
    """Given apart: no session token of the environment joins a key given so."""
    return {
        "access_key_id": bucket.key_id,
        "secret_access_key": bucket.secret,
        "token": None,
        "expires_at": None,
    }


def _client_options(bucket: Bucket, patience: Patience) -> ClientConfig:
    return {
        "connect_timeout": patience.connect,
        "timeout": patience.request,
        "allow_http": bucket.endpoint.startswith("http://"),
    }


def _retry_config(patience: Patience) -> RetryConfig:
    return {
        "max_retries": patience.retries,
        "retry_timeout": patience.retry_within,
        "backoff": {
            "init_backoff": patience.first_pause,
            "max_backoff": patience.longest_pause,
            "base": 2,
        },
    }


def _why(error: BaseError) -> str:
    """In one line; obstore says it in thirty, with everything that lies underneath."""
    said = str(error).partition("\n")[0].rpartition(" - ")[2].partition("<")[0].rstrip(": ")
    detail = _DETAIL.search(str(error))
    return f"{said} ({next(filter(None, detail.groups()))})" if detail else said
