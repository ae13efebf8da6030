"""What the files for containers say fits the program: they are not run here."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from bot.settings import PREFIX, SECRETS, Settings

ROOT = Path(__file__).parents[1]
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
COMPOSE: Any = YAML(typ="safe").load(ROOT / "compose.yaml")
SERVICE = COMPOSE["services"]["sopbot"]


OF_PYTHON = {"TMPDIR"}
"""Where it puts its temporary files."""


def known(variable: str) -> bool:
    name = variable.removeprefix(PREFIX)
    return name.lower() in Settings.model_fields or name.removesuffix("_FILE") in SECRETS


@pytest.mark.parametrize(
    "variable", sorted({*re.findall(r"SOPBOT_[A-Z_]+", DOCKERFILE), *SERVICE["environment"]})
)
def test_every_variable_is_a_setting(variable: str) -> None:
    assert known(variable) or variable in OF_PYTHON


def test_temporary_files_lie_on_the_disk() -> None:
    """In memory a few packs of evidence would fill that."""
    folders = [volume.partition(":")[2] for volume in SERVICE["volumes"]]
    assert SERVICE["environment"]["TMPDIR"] in folders


def test_every_secret_is_given_to_who_reads_it() -> None:
    for service in COMPOSE["services"].values():
        read = {Path(v).name for v in service["environment"].values() if "/secrets/" in str(v)}
        assert read == set(service["secrets"]) <= set(COMPOSE["secrets"])


def test_every_volume_is_declared() -> None:
    mounted = {v.partition(":")[0] for s in COMPOSE["services"].values() for v in s["volumes"]}
    assert mounted == set(COMPOSE["volumes"])


def test_the_data_folder_is_the_volume() -> None:
    assert "SOPBOT_DATA_DIR=/data" in DOCKERFILE
    assert "VOLUME /data" in DOCKERFILE
    assert [v.partition(":")[2] for v in SERVICE["volumes"]] == ["/data"]


def test_the_health_check_asks_what_is_served() -> None:
    [asked] = re.findall(r"http://127\.0\.0\.1:(\d+)(/\w+)", DOCKERFILE)
    assert asked == (re.findall(r"SOPBOT_HTTP_PORT=(\d+)", DOCKERFILE)[0], "/healthz")


def test_the_image_runs_as_nobody_in_particular() -> None:
    assert re.search(r"^USER sopbot$", DOCKERFILE, re.MULTILINE)
    assert SERVICE["read_only"] is True
    assert SERVICE["cap_drop"] == ["ALL"]
