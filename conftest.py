"""With CI=true nothing may be skipped: a skipped test is a failed one, and says so."""

import doctest
import os
import tempfile
from importlib.util import find_spec
from pathlib import Path

import pytest
from _pytest.doctest import DoctestItem

# No test may read or change the answers that somebody keeps beside the lessons.
os.environ["HISTORYLAB_PROGRESS"] = str(Path(tempfile.mkdtemp(prefix="historylab-test-"), "progress.json"))

STRICT = os.environ.get("CI", "").lower() in ("true", "1")


# The browser tests run axe; its script comes with a package of the test lock.
_AXE = find_spec("axe_playwright_python")
if _AXE and _AXE.origin:
    os.environ.setdefault("HISTORYLAB_AXE", str(Path(_AXE.origin).with_name("axe.min.js")))


def pytest_collection_modifyitems(config, items):
    """Leave out examples that are only to be read: every line of them says +SKIP."""
    read_only = [
        item for item in items
        if isinstance(item, DoctestItem) and all(map(_skips, item.dtest.examples))
    ]
    if read_only:
        config.hook.pytest_deselected(items=read_only)
        items[:] = [item for item in items if item not in read_only]


def _skips(example):
    return example.options.get(doctest.SKIP, False)


def _as_failure(report):
    reason = report.longrepr[-1] if isinstance(report.longrepr, tuple) else report.longrepr
    report.outcome = "failed"
    report.longrepr = f"skipped, and CI=true allows no skips: {reason}"


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    outcome = yield
    report = outcome.get_result()
    if STRICT and report.skipped and not hasattr(report, "wasxfail"):
        _as_failure(report)


@pytest.hookimpl(hookwrapper=True)
def pytest_make_collect_report(collector):
    outcome = yield
    report = outcome.get_result()
    if STRICT and report.skipped:
        _as_failure(report)
