"""Settings from the environment (`SOPBOT_…`) or an .env file; secrets also from `…_FILE`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    Field,
    SecretStr,
    ValidationError,
    field_validator,
    model_validator,
)

from bot.domain.addresses import web_address
from bot.domain.errors import SopbotError
from bot.domain.office import Office
from bot.domain.typed import one_line, tidy
from bot.files.bucket_settings import BucketSettings
from bot.system.environment import BadVariables, Variable, text_of

PREFIX = "SOPBOT_"
SECRETS = (
    "TELEGRAM_TOKEN",
    "LINE_CHANNEL_SECRET",
    "LINE_CHANNEL_ACCESS_TOKEN",
    "WEB_PASSWORD",
    "DATABASE_URL",
    "S3_ACCESS_KEY_ID",
    "S3_SECRET_ACCESS_KEY",
)
FROM_FILE = "_FILE"
LEAST_PASSWORD = 12
"""Characters: it stands between the whole network and the chat."""


_GROUP = re.compile(r"-[0-9]{1,20}|[CR][0-9a-f]{32}")
"""Of Telegram, or of LINE."""
_ROOM = re.compile(r"([1-9][0-9]{0,5})\s*(MB|GB)", re.IGNORECASE)
_BYTES = {"MB": 1024**2, "GB": 1024**3}


def _on_one_line(text: str) -> str:
    return one_line(tidy(text))


Words = Annotated[str, AfterValidator(_on_one_line), Field(max_length=200)]
"""Stands in messages."""


class BadSettings(SopbotError):
    """The environment says something this program cannot use."""


class Settings(BucketSettings):
    """One field per variable; the name in capitals after `SOPBOT_`."""

    telegram_token: SecretStr | None = None
    telegram_api_url: str = "https://api.telegram.org"
    line_channel_secret: SecretStr | None = None
    line_channel_access_token: SecretStr | None = None
    line_api_url: str = "https://api.line.me"
    line_data_api_url: str = "https://api-data.line.me"
    public_url: str = ""
    database_url: SecretStr | None = None
    data_dir: Path = Path("data")
    http_host: str = "127.0.0.1"
    http_port: Annotated[int, Field(ge=0, le=65535)] = 8080
    web_password: SecretStr | None = None
    timezone: str = "Asia/Bangkok"
    office_name: Words = ""
    office_contact: Words = ""
    office_dpo: Words = ""
    allowed_chats: frozenset[str] = frozenset()
    team_quota: str = "2 GB"
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    log_format: Literal["text", "json"] = "text"
    test_clock_file: Path | None = Field(
        default=None,
        description="Tests only: a file with the seconds by which the program's clock is ahead.",
    )

    @field_validator(*(name.lower() for name in SECRETS), mode="before")
    @classmethod
    def _not_blank(cls, value: Any) -> Any:
        """Without its token another program would start, and the one that was meant would not."""
        if isinstance(value, str) and not value.strip():
            raise ValueError("is empty: write the secret behind it, or leave the name out")
        return value

    @field_validator("http_host")
    @classmethod
    def _not_empty(cls, value: str) -> str:
        if not value.strip():
            raise ValueError("is empty: write 127.0.0.1, or 0.0.0.0 for all networks")
        return value.strip()

    @field_validator("web_password")
    @classmethod
    def _long_enough(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and len(value) < LEAST_PASSWORD:
            raise ValueError(f"must have at least {LEAST_PASSWORD} characters")
        return value

    @field_validator("allowed_chats", mode="before")
    @classmethod
    def _split(cls, value: Any) -> Any:
        if isinstance(value, str):
            return frozenset(part for part in value.replace(",", " ").split() if part)
        return value

    @field_validator("allowed_chats")
    @classmethod
    def _are_groups(cls, value: frozenset[str]) -> frozenset[str]:
        for one in sorted(value):
            if not _GROUP.fullmatch(one):
                raise ValueError(
                    f"{one!r} is no group's number: write it with its minus, -100123; on LINE as "
                    "its id, C and 32 digits and letters"
                )
        return value

    @field_validator("team_quota")
    @classmethod
    def _some_room(cls, value: str) -> str:
        found = _ROOM.fullmatch(value.strip())
        if found is None and value.strip() != "0":
            raise ValueError("write 2 GB or 500 MB; 0: no team has a limit")
        return f"{found[1]} {found[2].upper()}" if found else "0"

    @field_validator("telegram_api_url", "line_api_url", "line_data_api_url")
    @classmethod
    def _without_slash(cls, value: str) -> str:
        url = web_address(value)
        if url.username or url.password:
            raise ValueError("must not hold a password: it would stand in every log")
        if url.query or url.fragment:
            raise ValueError("must be an address only, without ? and #")
        return value.rstrip("/")

    @field_validator("public_url")
    @classmethod
    def _reachable(cls, value: str) -> str:
        """Platforms post to https only; plain http is for trying it out on this machine."""
        if not value:
            return value
        url = web_address(value)
        if url.scheme != "https" and url.hostname not in ("127.0.0.1", "localhost"):
            raise ValueError("must begin with https://: platforms post to nothing else")
        if url.username or url.query or url.fragment:
            raise ValueError("must be an address only, without user, ? and #")
        return value.rstrip("/")

    @field_validator("data_dir")
    @classmethod
    def _fits_into_an_address(cls, value: Path) -> Path:
        """A database is named by an address, which ends at a question mark."""
        if "?" in str(value):
            raise ValueError("must not contain a question mark: name the folder without it")
        return value

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        from zoneinfo import ZoneInfo

        try:
            ZoneInfo(value)
        except (KeyError, ValueError) as error:
            raise ValueError("is no time zone; use a name like Asia/Bangkok") from error
        return value

    @model_validator(mode="after")
    def _line_is_whole(self) -> Self:
        """LINE posts what people say, and only to an address that it can reach."""
        both = self.line_channel_secret, self.line_channel_access_token
        if any(both) and not all(both):
            lacks = "SECRET" if both[0] is None else "ACCESS_TOKEN"
            raise ValueError(f"{PREFIX}LINE_CHANNEL_{lacks}: for LINE both are needed; set it, too")
        if all(both) and not self.public_url:
            raise ValueError(
                f"{PREFIX}PUBLIC_URL: LINE needs the https:// address under which this server is "
                "reached; set it"
            )
        return self

    @property
    def has_channel(self) -> bool:
        """Whether there is a platform to talk through."""
        return self.telegram_token is not None or self.line_channel_secret is not None

    @property
    def office(self) -> Office:
        return Office(self.office_name, self.office_contact, self.office_dpo)

    @property
    def quota_bytes(self) -> int | None:
        """What the files of a team may take; None: as much as there is."""
        found = _ROOM.fullmatch(self.team_quota)
        return int(found[1]) * _BYTES[found[2]] if found else None

    @property
    def needs_server(self) -> bool:
        """Whether a web server is bound: for webhooks, or for a port that was set on purpose."""
        return bool(self.public_url) or "http_port" in self.model_fields_set

    @property
    def store_url(self) -> str:
        """The database: the one set, else SQLite in the data folder."""
        if self.database_url is not None:
            return self.database_url.get_secret_value()
        return f"sqlite:///{self.data_dir / 'sopbot.db'}"

    @property
    def files_dir(self) -> Path:
        return self.data_dir / "files"


def read_settings(given: Mapping[str, Variable]) -> Settings:
    """The settings in force; raises SopbotError naming every variable that is wrong.

    `given`: variables by their names with `PREFIX`, here and below.
    """
    values: dict[str, Any] = {n: given[PREFIX + n.upper()].value for n in _fields(given)}
    try:
        return Settings(**{**values, **dict(_secrets_from_files(given))})
    except ValidationError as error:
        raise BadSettings("\n".join(_line(e) for e in error.errors())) from None


def misspelt(given: Mapping[str, Variable]) -> list[str]:
    """A line for every variable that begins like ours and is none, with the nearest that is one."""
    names = [name.upper() for name in Settings.model_fields]
    names += [name + FROM_FILE for name in SECRETS]
    places = {name.removeprefix(PREFIX): found.place for name, found in given.items()}
    return [_unknown(name, place, names) for name, place in places.items() if name not in names]


def _unknown(name: str, place: str, names: list[str]) -> str:
    nearest = get_close_matches(name, names, n=1)
    mend = f"is {PREFIX}{nearest[0]} meant?" if nearest else "see docs/settings.md"
    return f"{PREFIX}{name} ({place}) is no setting and counts for nothing; {mend}"


def _fields(given: Mapping[str, Variable]) -> Iterator[str]:
    return (name for name in Settings.model_fields if PREFIX + name.upper() in given)


def _secrets_from_files(given: Mapping[str, Variable]) -> Iterator[tuple[str, str]]:
    for name in SECRETS:
        variable = f"{PREFIX}{name}{FROM_FILE}"
        if variable not in given:
            continue
        if PREFIX + name in given:
            raise BadSettings(f"{PREFIX}{name} and {variable} are set: leave out one of them")
        yield name.lower(), _secret(variable, given[variable].value)


def _secret(variable: str, path: str) -> str:
    if not path.strip():
        raise BadSettings(f"{variable}: is empty: name the secret's file, or leave the name out")
    try:
        found = text_of(Path(path)).strip()
    except BadVariables as error:
        raise BadSettings(f"{variable}: {error}") from None
    if not found:
        raise BadSettings(f"{variable}: {path} is empty: write the secret into it")
    return found


def _line(error: Any) -> str:
    """What is wrong with several variables together names them itself."""
    told = str(error["msg"]).removeprefix("Value error, ")
    return f"{PREFIX}{str(error['loc'][0]).upper()}: {told}" if error["loc"] else told
