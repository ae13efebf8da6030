"""What docs/operation.md tells systemd is understood by it, and lets the program do little else."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

TOLD = (Path(__file__).parents[1] / "docs" / "operation.md").read_text(encoding="utf-8")
UNITS = dict(re.findall(r"^# /etc/systemd/system/(\S+)\n(.*?)^```", TOLD, re.MULTILINE | re.DOTALL))
SERVICE = UNITS["sopbot.service"]
PROGRAM = "/opt/sopbot/.venv/bin/sopbot"
EXPOSURE = 30
"""In tenths; 10.0 is a service without any limits."""


def analyze(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """What systemd says of the units; a program that is here stands for ours, which is not."""
    for name, unit in UNITS.items():
        (folder / name).write_text(unit.replace(PROGRAM, "/bin/true"), encoding="utf-8")
    command = ["systemd-analyze", "--no-pager", *arguments, *UNITS]
    return subprocess.run(
        command, cwd=folder, check=False, capture_output=True, encoding="utf-8", timeout=60
    )


@pytest.mark.needs("systemd")
def test_systemd_understands_every_line(tmp_path: Path) -> None:
    judged = analyze(tmp_path, "verify")
    assert (judged.returncode, judged.stderr) == (0, "")


@pytest.mark.needs("systemd")
def test_the_service_exposes_little(tmp_path: Path) -> None:
    judged = analyze(tmp_path, "security", "--offline=yes", f"--threshold={EXPOSURE}")
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


def test_the_service_may_write_to_its_data_folder() -> None:
    [folder] = re.findall(r"^StateDirectory=(\w+)$", SERVICE, re.MULTILINE)
    assert f"SOPBOT_DATA_DIR=/var/lib/{folder}\n" in TOLD
