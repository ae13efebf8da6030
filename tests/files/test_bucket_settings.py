"""The settings of a bucket: either all that is needed, or nothing; and no secret to be seen."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.files.bucket_settings import Bucket
from bot.settings import PREFIX, BadSettings, Settings, read_settings
from bot.system import environment

KEY = {"S3_ACCESS_KEY_ID": "the-key-id", "S3_SECRET_ACCESS_KEY": "the-secret"}
MINIO = {"FILES_URL": "s3://evidence/office", "S3_ENDPOINT": "https://minio.office:9000", **KEY}


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> _Read:
    return _Read(monkeypatch, tmp_path)


class _Read:
    """Settings from these variables and no others."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
        self._patch = monkeypatch
        monkeypatch.chdir(folder)

    def __call__(self, variables: dict[str, str]) -> Settings:
        for name, value in variables.items():
            self._patch.setenv(f"SOPBOT_{name}", value)
        return read_settings(environment.variables(PREFIX))


def test_without_an_address_files_are_in_the_data_folder(read: _Read) -> None:
    assert read({}).bucket is None
    assert read({"FILES_URL": "", "S3_REGION": ""}).bucket is None


def test_a_store_of_ones_own_needs_no_region(read: _Read) -> None:
    bucket = read(MINIO).bucket
    expected = ("evidence", "office", "https://minio.office:9000", "us-east-1")
    assert bucket == Bucket(*expected, "the-key-id", "the-secret")


def test_amazon_is_found_by_its_region(read: _Read) -> None:
    bucket = read({"FILES_URL": "s3://evidence/", "S3_REGION": "ap-southeast-7", **KEY}).bucket
    assert bucket is not None
    assert str(bucket) == "s3://evidence at https://s3.ap-southeast-7.amazonaws.com"


@pytest.mark.parametrize(
    ("variables", "told"),
    [
        ({"FILES_URL": "s3://evidence"}, "set SOPBOT_S3_ACCESS_KEY_ID, SOPBOT_S3_SECRET_ACCESS"),
        ({**MINIO, "S3_SECRET_ACCESS_KEY": ""}, "SOPBOT_S3_SECRET_ACCESS_KEY: is empty"),
        ({**MINIO, "S3_ENDPOINT": ""}, "set SOPBOT_S3_REGION, too, for Amazon"),
        ({**MINIO, "FILES_URL": ""}, "set SOPBOT_FILES_URL, too"),
        ({**MINIO, "FILES_URL": "gs://evidence"}, "SOPBOT_FILES_URL: must be like s3://"),
        ({**MINIO, "FILES_URL": "s3://evidence/../x"}, "SOPBOT_FILES_URL: must be like s3://"),
        ({**MINIO, "FILES_URL": "s3://evidence?a=b"}, "SOPBOT_FILES_URL: must be like s3://"),
        ({**MINIO, "S3_ENDPOINT": "minio:9000"}, "SOPBOT_S3_ENDPOINT: must begin with https://"),
        ({**MINIO, "S3_ENDPOINT": "https://a:b@minio"}, "SOPBOT_S3_ENDPOINT: must not hold a pass"),
    ],
)
def test_what_does_not_go_together_is_told_with_what_to_set(
    read: _Read, variables: dict[str, str], told: str
) -> None:
    with pytest.raises(BadSettings) as error:
        read(variables)
    assert told in str(error.value)
    assert "the-secret" not in str(error.value)


def test_the_key_may_stand_in_files(read: _Read, tmp_path: Path) -> None:
    (tmp_path / "id").write_text("the-key-id\n", encoding="utf-8")
    (tmp_path / "secret").write_text("the-secret\n", encoding="utf-8")
    settings = {k: v for k, v in MINIO.items() if k not in KEY}
    given = read(
        settings | {"S3_ACCESS_KEY_ID_FILE": "id", "S3_SECRET_ACCESS_KEY_FILE": "secret"}
    ).bucket
    assert given is not None
    assert (given.key_id, given.secret) == ("the-key-id", "the-secret")


def test_no_key_is_seen_in_what_is_printed(read: _Read) -> None:
    settings = read(MINIO)
    shown = f"{settings!r} {settings.bucket!r} {settings.bucket}"
    assert "the-key-id" not in shown
    assert "the-secret" not in shown
