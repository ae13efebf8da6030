"""The settings of an S3-compatible store for files, and what they come to: a bucket and its key."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Self

from pydantic import BaseModel, ConfigDict, SecretStr, field_validator, model_validator

from bot.domain.addresses import web_address

DEFAULT_REGION = "us-east-1"
"""What MinIO and the like take their one region to be called."""
URL = re.compile(
    r"s3://(?P<name>[A-Za-z0-9][A-Za-z0-9._-]{2,62})(?P<prefix>(?:/[A-Za-z0-9_-][A-Za-z0-9._-]*)*)/?"
)


@dataclass(frozen=True, slots=True)
class Bucket:
    name: str
    prefix: str
    endpoint: str
    region: str
    key_id: str = field(repr=False)
    secret: str = field(repr=False)

    def __str__(self) -> str:
        """As it is told to the operator."""
        return f"s3://{'/'.join(filter(None, (self.name, self.prefix)))} at {self.endpoint}"


class BucketSettings(BaseModel):
    """Either all that is needed to reach a bucket, or nothing of it."""

    model_config = ConfigDict(extra="forbid")

    files_url: str | None = None
    s3_endpoint: str | None = None
    s3_region: str | None = None
    s3_access_key_id: SecretStr | None = None
    s3_secret_access_key: SecretStr | None = None

    @property
    def bucket(self) -> Bucket | None:
        """Where files are kept; None: in the data folder."""
        found = URL.fullmatch(self.files_url or "")
        if found is None or self.s3_access_key_id is None or self.s3_secret_access_key is None:
            return None
        region = self.s3_region or DEFAULT_REGION
        return Bucket(
            found["name"],
            found["prefix"].strip("/"),
            self.s3_endpoint or f"https://s3.{region}.amazonaws.com",
            region,
            self.s3_access_key_id.get_secret_value(),
            self.s3_secret_access_key.get_secret_value(),
        )

    @field_validator("files_url", "s3_endpoint", "s3_region", mode="before")
    @classmethod
    def _blank_is_unset(cls, value: object) -> object:
        return None if value == "" else value

    @field_validator("files_url")
    @classmethod
    def _names_a_bucket(cls, value: str | None) -> str | None:
        if value is not None and not URL.fullmatch(value):
            raise ValueError("must be like s3://bucket/prefix (unset: the folder in the data dir)")
        return value

    @field_validator("s3_endpoint")
    @classmethod
    def _plain_address(cls, value: str | None) -> str | None:
        if value is None:
            return None
        parts = web_address(value)
        if parts.username or parts.password:
            raise ValueError("must not hold a password: SOPBOT_S3_SECRET_ACCESS_KEY is for it")
        return value.rstrip("/")

    @model_validator(mode="after")
    def _whole_or_nothing(self) -> Self:
        keys = {n: getattr(self, n) for n in ("s3_access_key_id", "s3_secret_access_key")}
        places = {n: getattr(self, n) for n in ("s3_endpoint", "s3_region")}
        if self.files_url is None:
            if given := [n for n, value in (places | keys).items() if value is not None]:
                raise ValueError(f"{_names(given)}: set SOPBOT_FILES_URL, too (s3://bucket/prefix)")
        elif missing := [n for n, value in keys.items() if value is None]:
            raise ValueError(f"SOPBOT_FILES_URL={self.files_url}: set {_names(missing)}, too")
        elif not any(places.values()):
            raise ValueError(
                f"SOPBOT_FILES_URL={self.files_url}: set SOPBOT_S3_REGION, too, for Amazon; "
                "SOPBOT_S3_ENDPOINT for another store"
            )
        return self


def _names(fields: list[str]) -> str:
    return ", ".join(f"SOPBOT_{name.upper()}" for name in fields)
