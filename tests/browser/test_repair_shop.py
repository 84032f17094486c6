"""The repair shop on the course's own claims, in a real JupyterLab, by keyboard alone."""

import json
from pathlib import Path

import pytest

from .lab import cell_count, open_notebook, write_notebook
from .questions import press_check, show, tab_to

pytestmark = pytest.mark.browser

DATA = Path(__file__).parents[2] / "data"
BETTER = "On 17 September 1939, sixteen days after the German attack, the Red Army entered Poland."


@pytest.fixture
def shop(page, lab, lab_folder, tmp_path):
    """Open a notebook with a repair shop of three claims; give back page, questions and progress file."""
    kept = tmp_path / "progress.json"
    write_notebook(lab_folder / "repair.ipynb",
                   ("setup", f"import os\nos.environ['HISTORYLAB_PROGRESS'] = {str(kept)!r}\n"
                             f"import historylab as hl\ncourse = hl.open_course({str(DATA)!r})"),
                   ("shop", 'hl.repair_shop(course, "B", claims=["C20", "C26", "C43"])'))
    open_notebook(page, lab, "repair.ipynb")
    show(page, "shop")
    return page, kept


def claim_of(page, number):
    """The question on show, once the list says that it is this claim."""
    page.wait_for_function("text => [...document.querySelectorAll('[role=status]')].some(node => node.textContent === text)",
                           arg=f"Claim {number} of 3")
    return page.locator("[data-cell='shop'] .historylab-question").nth(1)


def test_a_claim_is_found_judged_backed_and_mended_by_keyboard_alone_and_is_there_again(shop, lab):
    page, kept = shop
    cells = cell_count(page)
    page.get_by_role("button", name="Previous claim").focus()
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.body.innerText.includes('This is the first claim.')")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")  # Next claim
    question = claim_of(page, 2)
    question.locator("blockquote").get_by_text("two weeks later").wait_for()
    assert BETTER not in page.content() and "Careful verdict" not in page.content()
    for key in ("a", "b", "d", "d", "x"):  # on the button: they would edit the notebook if Lab heard them
        page.keyboard.press(key)
    question.locator("input[type=radio]").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")  # partly supported
    for ref in ("17 September 1939", "Germany invades Poland"):
        question.get_by_label(ref).focus()
        page.keyboard.press("Space")
    tab_to(page, "textarea")
    page.keyboard.type("On 17 September 1939 the Red Army entered Poland. <b>add</b>")
    assert press_check(page, question).startswith("✓ Right.")
    told = question.locator(".hq-after").text_content()
    assert "Careful verdict: Partly supported" in told and BETTER in told
    assert "Yours: On 17 September 1939 the Red Army entered Poland. <b>add</b>" in told, "markup is shown as text"
    page.wait_for_function("() => document.body.innerText.includes('This claim: right. 1 of 3 judged.')")
    assert "(right)" in page.get_by_label("Claim", exact=True).locator("option").nth(1).text_content()
    assert json.loads(kept.read_text("utf-8"))["answers"]["repair-b-c26"]["answer"]["verdict"] == "partly"
    assert cell_count(page) == cells
    unshielded = page.locator("[data-cell='shop'] .historylab-question :is(select, input, textarea, button, summary)"
                              ":not([data-lm-suppress-shortcuts])")
    assert unshielded.count() == 0

    open_notebook(page, lab, "repair.ipynb")
    show(page, "shop")
    page.get_by_role("button", name="Next claim").focus()
    page.keyboard.press("Enter")
    again = claim_of(page, 2)
    again.locator("blockquote").get_by_text("two weeks later").wait_for()
    assert again.locator("textarea").input_value().startswith("On 17 September 1939")
    assert again.locator("input:checked").count() == 3 and BETTER in again.locator(".hq-after").text_content()
