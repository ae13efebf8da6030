"""What operators type, and what they get."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.cli import main


class Ended:
    """Exit code and what was printed."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err


Sopbot = Callable[..., Ended]


@pytest.fixture
def sopbot(
    own_logging: None,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> Sopbot:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOPBOT_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.delenv("SOPBOT_TELEGRAM_TOKEN", raising=False)

    def run(*arguments: str) -> Ended:
        monkeypatch.setattr("sys.argv", ["sopbot", *arguments])
        with pytest.raises(SystemExit) as end:
            main()
        out, err = capfd.readouterr()
        return Ended(int(end.value.code or 0), out, err)

    return run
