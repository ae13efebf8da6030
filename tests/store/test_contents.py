"""Looking at a foreign database can be ended, however much it has to say."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

ENDLESS = """
CREATE VIEW alembic_version AS
WITH RECURSIVE c (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT max(x) AS version_num FROM c
"""
LOOK = """
import sys
from pathlib import Path
from bot.store import contents
print("begun", flush=True)
contents.look(Path(sys.argv[1]))
"""


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_a_question_without_end(tmp_path: Path, how: signal.Signals) -> None:
    with closing(sqlite3.connect(tmp_path / "endless.db")) as connection:
        connection.execute(ENDLESS)
    command = [sys.executable, "-c", LOOK, str(tmp_path / "endless.db")]
    with subprocess.Popen(
        command, cwd=Path(__file__).parents[2], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as looking:
        try:
            assert looking.stdout is not None
            looking.stdout.readline()
            with pytest.raises(subprocess.TimeoutExpired):
                looking.wait(timeout=0.5)  # it is at the question by now
            looking.send_signal(how)
            assert looking.wait(timeout=20) == -how
        finally:
            looking.kill()
