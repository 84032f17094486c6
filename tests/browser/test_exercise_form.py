"""The form for teachers in a real JupyterLab: typed, previewed, refused, saved, undone."""

import os
import shutil
from pathlib import Path

import pytest

from .lab import cell_count, open_notebook, write_notebook
from .test_explorer_in_lab import axe

pytestmark = pytest.mark.browser

DATA = Path(__file__).parents[2] / "data"
FORM = ".jp-Cell-outputArea .hf-form"
PREVIEW = ".jp-Cell-outputArea .historylab-question:not(.hf-form)"


@pytest.fixture
def data(tmp_path):
    """A copy of the course, so that saving changes nothing of ours."""
    return shutil.copytree(DATA, tmp_path / "data", ignore=shutil.ignore_patterns(".undo"))


@pytest.fixture
def form(page, lab, lab_folder, data):
    """Return a page with the form in the second of three cells."""
    write_notebook(lab_folder / "form.ipynb", ("setup", f"import historylab as hl\ncourse = hl.open_course({str(data)!r})"),
                   ("form", "hl.edit_exercises(course, '03-poland-to-helsinki')"), ("after", "2"))
    open_notebook(page, lab, "form.ipynb")
    page.wait_for_selector(f"{PREVIEW} button", timeout=60_000)
    page.locator(FORM).scroll_into_view_if_needed()
    return page


def choose(page, id):
    page.locator(FORM).get_by_label("Exercise", exact=True).select_option(id)
    page.wait_for_selector(f"{FORM} textarea")  # the fields of another exercise are gone at once


def status(page):
    return page.locator(f"{FORM} [role=status]").text_content()


def saved(page, begin="Saved"):
    page.wait_for_function("([form, begin]) => document.querySelector(form + ' [role=status]').textContent.startsWith(begin)",
                           arg=[FORM, begin])


def picture(page, name):
    if folder := os.environ.get("HISTORYLAB_SCREENSHOTS"):
        page.screenshot(path=f"{folder}/{name}.png")


def test_a_question_is_typed_seen_in_the_preview_saved_and_brought_back(form, data):
    path = data / "exercises" / "03-poland-to-helsinki.yaml"
    before = path.read_bytes()
    cells = cell_count(form)
    choose(form, "league-expulsion")
    area = form.locator(FORM).get_by_label("Question", exact=True)
    area.fill("")
    area.press_sequentially("abdd xz <script>alert(1)</script>")
    form.locator(f"{PREVIEW} .hq-prompt", has_text="abdd xz <script>alert(1)</script>").wait_for()
    assert area.evaluate("node => node === document.activeElement") and cell_count(form) == cells == 3
    assert path.read_bytes() == before, "typing alone must not write"
    picture(form, "form-typed")
    form.locator(FORM).get_by_role("button", name="Save").click()
    saved(form)
    assert "prompt: abdd xz <script>alert(1)</script>\n" in path.read_text("utf-8")
    form.locator(FORM).get_by_role("button", name="Undo the last change").click()
    saved(form, "Undone")
    assert path.read_bytes() == before
    form.locator(f"{PREVIEW} .hq-prompt", has_text="Which event does the League Council").wait_for()


def test_what_is_still_open_is_named_while_typing_and_a_faulty_change_is_not_saved(form, data):
    path = data / "exercises" / "03-poland-to-helsinki.yaml"
    before = path.read_bytes()
    choose(form, "league-expulsion")
    form.locator(FORM).get_by_label("Feedback").nth(2).fill("")
    form.locator(f"{FORM} .hf-points", has_text="Option c, feedback: still empty.").wait_for()
    form.locator(FORM).get_by_role("checkbox", name="This is a right answer").nth(0).check()
    form.locator(FORM).get_by_role("button", name="Save").click()
    saved(form, "Not saved")
    picture(form, "form-refused")
    assert path.read_bytes() == before


def test_a_new_exercise_is_filled_in_and_added(form, data):
    area = form.locator(FORM)
    area.get_by_label("New exercise").select_option("short-text")
    area.get_by_role("button", name="Add", exact=True).click()
    saved(form, "A new exercise")
    picture(form, "form-new")
    for label, text in {"Question": "Who?", "Accepted answer 1": "Nobody", "Feedback when right": "Yes.", "Feedback to any other answer": "No.",
                        "Hint 1": "a", "Hint 2": "b", "Hint 3": "c", "Explanation": "So it is.", "Piece of evidence 1": "D14"}.items():
        box = area.get_by_label(label).first
        box.fill(text)
    form.locator(f"{FORM} .hf-points", has_text="No open points.").wait_for()
    area.get_by_role("button", name="Save").click()
    saved(form, "Added")
    assert "- id: new-short-text\n" in (data / "exercises" / "03-poland-to-helsinki.yaml").read_text("utf-8")
    area.get_by_role("button", name="Copy this exercise").click()
    saved(form, "Copied")
    area.get_by_role("button", name="Take out this exercise").click()
    saved(form, "Taken out")


def test_keys_typed_in_any_control_never_reach_the_notebook(form):
    controls = form.locator(f"{FORM} :is(input, select, textarea, button, summary):visible")
    assert controls.count() > 20
    for i in range(controls.count()):
        if controls.nth(i).is_enabled():
            controls.nth(i).focus()
            for key in ("a", "d", "d", "x", "ArrowDown"):
                form.keyboard.press(key)
    form.wait_for_timeout(300)
    assert cell_count(form) == 3


@pytest.mark.parametrize(("width", "theme"), [(1280, "JupyterLab Light"), (390, "JupyterLab Dark")])
def test_the_form_fits_and_axe_finds_nothing_in_either_theme(form, width, theme):
    def command(name, **arguments):
        form.evaluate("([name, given]) => window.jupyterapp.commands.execute(name, given)", [name, arguments])

    command("apputils:change-theme", theme=theme)
    if width == 390:
        command("application:toggle-left-area")
    form.set_viewport_size({"width": width, "height": 720})
    form.wait_for_timeout(1000)
    choose(form, "league-expulsion")
    picture(form, f"form-{width}")
    try:
        assert axe(form, FORM) == []
        assert form.locator(FORM).evaluate("node => node.scrollWidth <= node.clientWidth + 1")
    finally:
        command("apputils:change-theme", theme="JupyterLab Light")
