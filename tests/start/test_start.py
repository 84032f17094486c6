"""start.py and starting/failure.py, starting/verbs.py: what a newcomer reads when something is wrong."""

import ast
import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest
from starting import failure, verbs

ROOT = Path(__file__).resolve().parents[2]


def run_start(*words, version=None):
    """Run start.py in a Python that says it is of another version."""
    pretend = f"sys.version_info = {version!r};" if version else ""
    code = (
        f"import sys; {pretend} sys.argv = ['start.py', *{list(words)!r}];"
        "sys.path.insert(0, '.'); import runpy; runpy.run_path('start.py', run_name='__main__')"
    )
    return subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)


def test_start_py_can_be_read_by_python_3_6():
    ast.parse((ROOT / "start.py").read_text(encoding="utf-8"), feature_version=(3, 6))


def test_an_old_python_is_told_which_one_is_needed():
    done = run_start("check", version=(3, 8, 18, "final", 0))
    assert done.returncode == 1
    assert done.stderr.startswith("Python 3.11 or newer is needed, this is 3.8.")
    assert "Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) == 2


def test_help_names_every_verb_and_installs_nothing():
    done = run_start("--help")
    assert done.returncode == 0
    for verb in ("test", "check", "bench", "refresh", "--port", "--no-browser", "--quick"):
        assert verb in done.stdout


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("NewConnectionError('... [Errno -3] Temporary failure in name resolution')", "network"),
        ("ERROR: Could not find a version that satisfies the requirement anyio==4 (from versions: none)", "network"),
        ("error: Failed to fetch: `https://pypi.org/simple/anyio/`", "network"),
        ("OSError: [Errno 28] No space left on device", "disk is full"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", "checksum"),
        ("error: failed to create directory: Permission denied (os error 13)", "cannot be written to"),
        ("something never seen before", "something never seen before"),
    ],
)
def test_what_pip_and_uv_say_is_told_in_plain_words(said, expected, tmp_path):
    stop = failure.stop_for_output(said, tmp_path, 600, tmp_path / "install.log")
    assert expected in str(stop)
    assert any(way in str(stop) for way in ("tart again", "start it there", "try another network"))


@pytest.mark.parametrize(
    ("number", "expected"),
    [(errno.EROFS, "cannot be written to"), (errno.EACCES, "cannot be written to"),
     (errno.ENOSPC, "disk is full"), (errno.ENAMETOOLONG, "cannot be used")],
)
def test_a_folder_that_cannot_be_used_is_named_with_the_reason(number, expected, tmp_path):
    stop = failure.stop_for_os_error(OSError(number, os.strerror(number)), tmp_path, 600)
    assert expected in str(stop)
    assert str(tmp_path) in str(stop)


def test_a_stop_is_shown_as_a_sentence_and_ends_with_1(monkeypatch, capsys):
    def stop(*_):
        raise failure.Stop("The network was not reached.")

    monkeypatch.setattr(verbs, "ensure", stop)
    assert verbs.main(["check"]) == 1
    assert capsys.readouterr().err == "The network was not reached.\n"


def test_tests_run_on_two_workers_and_never_split_a_notebook():
    assert verbs.pytest_words([]) == ["-n", "2", "--dist", "loadfile"]
    assert verbs.pytest_words(["--quick", "-x"])[4:] == ["-m", "not browser and not slow", "-x"]


@pytest.mark.parametrize(("verb", "module"), [("test", "pytest"), ("check", "historylab"), ("bench", "historylab")])
def test_a_verb_goes_to_its_module_and_brings_back_its_exit_code(verb, module, monkeypatch, tmp_path):
    seen = tmp_path / "seen"
    code = "import sys, pathlib; pathlib.Path(sys.argv[1]).write_text(' '.join(sys.argv[2:])); sys.exit(3)"
    real = subprocess.Popen
    monkeypatch.setattr(verbs, "ensure", lambda *_: Path(sys.executable))
    monkeypatch.setattr(
        verbs.subprocess, "Popen",
        lambda words, **more: real([words[0], "-c", code, str(seen), *words[1:]], **more),
    )
    assert verbs.main([verb]) == 3
    assert seen.read_text().startswith(f"-m {module}")


def test_the_machine_job_runs_the_same_command_and_allows_no_skips():
    text = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "CI=true exec python3 start.py test" in text
    assert os.name == "nt" or os.access(ROOT / ".ci" / "run", os.X_OK)
