"""The cause explorer on the course's own data, in a real JupyterLab."""

import pytest

from .test_explorer_in_lab import ROOT, alt, axe, status
from .test_explorers_of_the_course import show  # noqa: F401  (a fixture)

pytestmark = pytest.mark.browser


def test_an_event_is_taken_away_and_what_falls_is_announced(show):  # noqa: F811
    page = show("hl.explore_causes(course)")
    old = alt(page)
    page.locator(ROOT).get_by_label("Take one event away").select_option("berlin-talks")
    page.wait_for_function("old => document.querySelector('.historylab img').alt !== old", arg=old)
    assert "is taken away" in status(page) and "nobody can know" in status(page)
    assert page.locator(f"{ROOT} .hl-details .hl-title").text_content()
    page.get_by_label("Debated links").uncheck()
    page.wait_for_function("() => !document.querySelector('.historylab img').alt.includes('dashed')")
    assert not axe(page, ROOT)
