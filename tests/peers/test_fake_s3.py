"""The fake store lets nothing pass that a real one would refuse."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import httpx
import obstore
import pytest
from obstore.exceptions import BaseError
from obstore.store import S3Store

from tests.file_stores import without_proxies
from tests.peers.s3 import FakeS3

BODY = b"hello"


@pytest.fixture
def s3(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeS3]:
    without_proxies(monkeypatch)
    with FakeS3() as running:
        yield running


def client(s3: FakeS3, *, key: str = FakeS3.key_id, secret: str = FakeS3.secret) -> S3Store:
    return S3Store(
        s3.bucket,
        prefix=s3.prefix,
        config={
            "access_key_id": key,
            "secret_access_key": secret,
            "endpoint": s3.url,
            "region": s3.region,
            "checksum_algorithm": "sha256",
        },
        client_options={"allow_http": True},
        retry_config={"max_retries": 0},
    )


def test_what_is_signed_is_kept(s3: FakeS3) -> None:
    obstore.put(client(s3), "a", BODY)
    assert s3.objects == {"a": BODY}
    assert s3.violations == []


@pytest.mark.parametrize(
    ("wrong", "code"),
    [({"key": "another"}, "InvalidAccessKeyId"), ({"secret": "other"}, "SignatureDoesNotMatch")],
)
def test_a_wrong_key_is_refused(s3: FakeS3, wrong: dict[str, str], code: str) -> None:
    with pytest.raises(BaseError, match=code):
        obstore.put(client(s3, **wrong), "a", BODY)
    assert s3.objects == {}
    assert code in s3.violations[0]


@pytest.mark.parametrize("method", ["GET", "PUT", "HEAD", "DELETE"])
def test_what_is_not_signed_is_refused(s3: FakeS3, method: str) -> None:
    s3.put("a", BODY)
    answer = httpx.request(method, f"{s3.url}/{s3.bucket}/{s3.prefix}/a", trust_env=False)
    assert answer.status_code == 403
    assert s3.objects == {"a": BODY}


@pytest.mark.parametrize(
    ("changed", "status"), [("", 200), ("body", 400), ("path", 403), ("x-amz-date", 403)]
)
def test_what_was_changed_on_its_way_is_refused(s3: FakeS3, changed: str, status: int) -> None:
    obstore.put(client(s3), "a", BODY)
    headers = s3.last_headers
    url = f"{s3.url}/{s3.bucket}/{s3.prefix}/{'b' if changed == 'path' else 'a'}"
    if changed in headers:
        headers[changed] = f"{datetime.now(UTC) - timedelta(minutes=1):%Y%m%dT%H%M%SZ}"
    body = b"other" if changed == "body" else BODY
    answer = httpx.put(url, content=body, headers=headers, trust_env=False)
    assert answer.status_code == status
    assert s3.objects == {"a": BODY}


def test_uploads_in_parts_are_none_of_our_ways(s3: FakeS3) -> None:
    with pytest.raises(BaseError, match="501"):
        obstore.put(client(s3), "a", bytes(6_000_000), chunk_size=5_242_880)
    assert s3.violations
