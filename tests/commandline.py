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


OF_THE_TESTS = {"SOPBOT_FUZZ", "SOPBOT_TEST_DATABASE", "SOPBOT_TEST_REQUIRE_ALL"}


def typed(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    """The exit code of `sopbot …`, in an environment without what is for the suite itself."""
    with monkeypatch.context() as patch:
        patch.setattr("sys.argv", ["sopbot", *arguments])
        for name in {*OF_THE_TESTS, "SOPBOT_BOT_API_SPEC"}:
            patch.delenv(name, raising=False)
        with pytest.raises(SystemExit) as end:
            main()
    return int(end.value.code or 0)


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
        code = typed(monkeypatch, *arguments)
        out, err = capfd.readouterr()
        return Ended(code, out, err)

    return run
