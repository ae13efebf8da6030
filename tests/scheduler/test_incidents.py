from structlog.testing import capture_logs

from bot.domain.errors import Elsewhere
from scheduler.incidents import incident
from scheduler.worker import backoff


def broken() -> Exception:
    try:
        raise ValueError("สมชาย wrote 123456:AAE-token")
    except ValueError as error:
        return error


def test_an_incident_is_logged_with_its_place_but_not_its_words() -> None:
    with capture_logs() as logs:
        number = incident("inbox", broken(), row=7)
    [entry] = logs
    assert entry["incident"] == number
    assert len(number) == 8
    assert "test_incidents.py" in str(entry)
    assert "สมชาย" not in str(entry)
    assert "token" not in str(entry)


def test_what_another_process_stumbled_over_is_logged_with_its_places() -> None:
    with capture_logs() as logs:
        incident("sop file", Elsewhere(["KeyError", "  reading.py:7 read"]))
    [entry] = logs
    assert entry["trace"] == ["Elsewhere", "KeyError", "  reading.py:7 read"]


def test_pauses_double_up_to_a_quarter_of_an_hour() -> None:
    seconds = [backoff(n, chance=1.0).total_seconds() for n in (1, 2, 3, 9, 500)]
    assert seconds == [5, 10, 20, 900, 900]


def test_chance_takes_up_to_half_off() -> None:
    assert backoff(1, chance=0.0).total_seconds() == 2.5
