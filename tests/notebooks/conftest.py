"""One way to run strict nbval on one notebook, shared by the proofs that it can turn red."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def run_strictly(path):
    """Run strict nbval on one notebook, as the test command does; return (exit code, what it said)."""
    done = subprocess.run(
        [
            sys.executable, "-m", "pytest", "--nbval", "-vv", "-c", os.devnull, "--rootdir", str(path.parent),
            f"--nbval-sanitize-with={ROOT / 'tests' / 'notebooks' / 'sanitise.cfg'}",
            "-p", "no:cacheprovider", "-p", "no:xdist", str(path),
        ],
        cwd=path.parent, capture_output=True, text=True,
        env={k: v for k, v in os.environ.items() if not k.startswith("PYTEST_")},
    )
    return done.returncode, done.stdout + done.stderr


@pytest.fixture
def nbval():
    """The function that runs strict nbval: a path -> (exit code, what it said)."""
    return run_strictly
