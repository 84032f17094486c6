"""Fixtures of the browser tests: one JupyterLab and one Chromium for all of them."""

import os

import pytest

from .lab import find_browser, running_lab


@pytest.fixture(scope="session")
def chromium():
    """Return a running Chromium; without one the test is skipped, but never on CI."""
    path = find_browser()
    if path is None:
        sentence = ("No Chromium found. Install one (Debian: apt-get install chromium) "
                    "or name it in HISTORYLAB_CHROMIUM.")
        pytest.fail(sentence) if os.environ.get("CI") else pytest.skip(sentence)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=path)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def lab_folder(tmp_path_factory):
    """Return the folder that JupyterLab serves; tests write their notebooks there."""
    return tmp_path_factory.mktemp("lessons")


@pytest.fixture(scope="session")
def lab(lab_folder, tmp_path_factory):
    """Return (address, token) of a running JupyterLab."""
    with running_lab(lab_folder, tmp_path_factory.mktemp("home")) as place:
        yield place


@pytest.fixture
def page(chromium):
    """Return a fresh page at the size of a classroom projector."""
    context = chromium.new_context(viewport={"width": 1280, "height": 720})
    yield context.new_page()
    context.close()
