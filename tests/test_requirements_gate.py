import pytest

pytest_plugins = ["pytester"]


@pytest.fixture
def bare(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    """A run on a machine without Chromium."""
    pytester.makeconftest(
        """
        from tests import requirements_gate
        pytest_plugins = ["tests.requirements_gate"]
        requirements_gate.PROGRAMS["chromium"] = lambda: False
        """
    )
    pytester.makepyfile("import pytest\n@pytest.mark.needs('chromium')\ndef test_it(): pass")
    monkeypatch.delenv("SOPBOT_TEST_REQUIRE_ALL", raising=False)
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")  # what is not tried costs a second
    return pytester


def test_a_missing_program_skips_and_says_so(bare: pytest.Pytester) -> None:
    result = bare.runpytest_subprocess("-rs")
    result.assert_outcomes(skipped=1)
    result.stdout.fnmatch_lines(["*needs chromium, not installed here*"])


def test_a_missing_program_fails_where_all_is_required(
    bare: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOPBOT_TEST_REQUIRE_ALL", "1")
    bare.runpytest_subprocess().assert_outcomes(errors=1)


def test_an_unknown_program_is_refused(bare: pytest.Pytester) -> None:
    bare.makepyfile("import pytest\n@pytest.mark.needs('chrmium')\ndef test_it(): pass")
    result = bare.runpytest_subprocess()
    assert result.ret == pytest.ExitCode.USAGE_ERROR
