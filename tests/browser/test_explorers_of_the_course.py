"""The two explorers on the course's own data, in a real JupyterLab."""

from pathlib import Path

import pytest

from .lab import cell_count, open_notebook, write_notebook
from .test_explorer_in_lab import ROOT, alt, axe, status

pytestmark = pytest.mark.browser

DATA = Path(__file__).parents[2] / "data"


@pytest.fixture
def show(page, lab, lab_folder):
    """Return a function that shows an explorer and returns the page."""
    def open_it(call):
        write_notebook(lab_folder / "course.ipynb", ("setup", (
            f"import historylab as hl\ncourse = hl.open_course({str(DATA)!r})")), ("explorer", call))
        open_notebook(page, lab, "course.ipynb")
        page.wait_for_selector(f"{ROOT} img[alt]", timeout=60_000)
        page.locator(f"{ROOT} .hl-controls").first.scroll_into_view_if_needed()
        return page
    return open_it


def pressed(page, name, key="Enter"):
    """Press a button by keyboard and wait until the status line has changed."""
    old = status(page)
    page.get_by_role("button", name=name).focus()
    page.keyboard.press(key)
    page.wait_for_function(
        "old => document.querySelector('.historylab [role=status]').textContent !== old", arg=old)


def test_the_pact_explorer_is_walked_day_by_day_with_the_keyboard_alone(show):
    page = show("hl.explore_pacts(course)")
    cells, whole = cell_count(page), alt(page)
    pressed(page, "Next event")
    pressed(page, "Hide what came later", "Space")
    assert "as of" in alt(page).lower() and alt(page) != whole
    first = page.locator(f"{ROOT} .hl-details .hl-title").text_content()
    pressed(page, "Next event")
    assert page.locator(f"{ROOT} .hl-details .hl-title").text_content() != first
    assert page.evaluate("document.activeElement.textContent") == "Next event"
    for key in ("a", "b", "d", "d", "x", "ArrowDown"):
        page.keyboard.press(key)
    page.wait_for_timeout(200)
    assert cell_count(page) == cells
    assert "Sources" in page.locator(f"{ROOT} .hl-details").text_content()


def test_the_casualty_explorer_tells_who_counted(show):
    page = show("hl.explore_casualties(course)")
    old = alt(page)
    page.locator(ROOT).get_by_label("View", exact=True).select_option("history")
    page.wait_for_function("old => document.querySelector('.historylab img').alt !== old", arg=old)
    page.get_by_label("Who counted? Choose a row").select_option(index=1)
    page.wait_for_selector(f"{ROOT} .hl-details .hl-title")
    assert "Who counted" in page.locator(f"{ROOT} .hl-details").text_content()


@pytest.mark.parametrize("call", ["hl.explore_pacts(course)", "hl.explore_casualties(course)"])
def test_axe_finds_nothing_with_everything_unfolded(show, call):
    page = show(call)
    for fold in page.locator(f"{ROOT} summary").all():
        if fold.is_visible():
            fold.click()
    assert axe(page, ".jp-Cell-outputArea") == []
