"""What docs/operation.md tells systemd is understood by it, and lets the program do little else."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

TOLD = (Path(__file__).parents[1] / "docs" / "operation.md").read_text(encoding="utf-8")
UNITS = dict(re.findall(r"^# /etc/systemd/system/(\S+)\n(.*?)^```", TOLD, re.MULTILINE | re.DOTALL))
SERVICE, BACKUP = UNITS["sopbot.service"], UNITS["sopbot-backup.service"]
PROGRAM = "/opt/sopbot/.venv/bin/sopbot"
EXPOSURE = 30
"""In tenths; 10.0 is a service without any limits."""


def analyze(folder: Path, units: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """What systemd says of the units of a kind; a program that is here stands for ours."""
    for name, unit in UNITS.items():
        (folder / name).write_text(unit.replace(PROGRAM, "/bin/true"), encoding="utf-8")
    judged = [name for name in UNITS if name.endswith(units)]
    command = ["systemd-analyze", "--no-pager", *arguments, *judged]
    return subprocess.run(
        command, cwd=folder, check=False, capture_output=True, encoding="utf-8", timeout=60
    )


@pytest.mark.needs("systemd")
def test_systemd_understands_every_line(tmp_path: Path) -> None:
    judged = analyze(tmp_path, "", "verify")
    assert (judged.returncode, judged.stderr) == (0, "")


@pytest.mark.needs("systemd")
def test_the_services_expose_little(tmp_path: Path) -> None:
    little = f"--threshold={EXPOSURE}"
    judged = analyze(tmp_path, ".service", "security", "--offline=yes", little)
    assert judged.returncode == 0, judged.stdout + judged.stderr


@pytest.mark.parametrize(
    "line",
    [
        "UMask=0077",
        "NoNewPrivileges=yes",
        "CapabilityBoundingSet=",
        "AmbientCapabilities=",
        "SystemCallFilter=@system-service",
        "RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX",
        "ProtectSystem=strict",
    ],
)
def test_the_service_may_do_only_what_it_needs(line: str) -> None:
    assert line in SERVICE.splitlines()


def test_a_backup_reads_the_settings_as_the_service_does() -> None:
    """A shell understands spaces, quotes and $ in them otherwise."""
    settings = re.compile(r"^(?:User|WorkingDirectory|EnvironmentFile|StateDirectory)=.*", re.M)
    assert settings.findall(BACKUP) == settings.findall(SERVICE)
    assert not re.search(r"(?:\.|source) \S+/env\b", TOLD)


def test_a_backup_may_write_where_it_is_told() -> None:
    assert re.findall(r"sopbot backup (\S+)$", BACKUP, re.M) == re.findall(
        r"^ReadWritePaths=(.+)$", BACKUP, re.M
    )


def test_the_service_may_write_to_its_data_folder() -> None:
    [folder] = re.findall(r"^StateDirectory=(\w+)$", SERVICE, re.MULTILINE)
    assert f"SOPBOT_DATA_DIR=/var/lib/{folder}\n" in TOLD
