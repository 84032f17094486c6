"""Questions in a real JupyterLab: all thirteen kinds by keyboard, kept answers, text as text."""

import os
import signal
import time
from pathlib import Path

import pytest

from .lab import cell_count, open_notebook, write_notebook
from .questions import focus_is, press_check, said_after, saved, setup, show, tab_to
from .test_explorer_in_lab import axe

pytestmark = pytest.mark.browser

# The keys that answer each kind, from its first control on; one wrong or half answer, one of each.
ANSWERS = {
    "first-treaty": ["ArrowDown"], "several": ["Space"], "in-order": ["Tab", "Enter"],
    "pairs": ["ArrowDown", "Tab", "ArrowDown"], "count": ["+12"], "guess": ["+100000", "Tab", "+150000"],
    "judge": ["ArrowDown", "Tab", "Space"], "sentences": ["Space"], "known": ["Space"],
    "table": ["+Two ministers", "Tab", "+1905"], "word": ["+Silverwatr"], "essay": ["+Because of article 1."],
    "sure": ["ArrowDown", "ArrowDown"],
}
OTHERS = ["nasty", "second-treaty", "diary"]
CONTROLS = ":is(input, select, textarea, button, summary, a):visible"


@pytest.fixture(scope="module")
def folder(lab_folder):
    place = lab_folder / "questions"
    place.mkdir()
    return place


@pytest.fixture(scope="module")
def notebook(chromium, lab, lab_folder, folder):
    """One page with a notebook in which every exercise has its cell."""
    twice = [("twice", "VBox([ask(folder, 'second-treaty'), ask(folder, 'second-treaty')])")]
    write_notebook(lab_folder / "questions.ipynb", ("setup", setup(folder)),
                   *[(id, f"ask(folder, {id!r})") for id in [*ANSWERS, *OTHERS]], *twice,
                   ("still", "from IPython.display import display\n"
                             "display({'text/html': ask(folder, 'nasty')._repr_mimebundle_()[0]['text/html']}, raw=True)"),
                   ("panel", "panel(folder)"))
    page = chromium.new_context(viewport={"width": 1280, "height": 720}, accept_downloads=True).new_page()
    open_notebook(page, lab, "questions.ipynb")
    show(page, "first-treaty")
    yield page
    page.context.close()


@pytest.mark.parametrize("id", ANSWERS)
def test_each_kind_is_answered_checked_hinted_and_tried_again_by_keyboard_alone(notebook, folder, id):
    question, cells = show(notebook, id), cell_count(notebook)
    assert question.locator("input:checked").count() == 0, "something is chosen before anybody chose"
    assert all(not value for value in question.locator("select, textarea, input[type=text]").evaluate_all(
        "nodes => nodes.map(node => node.value)"))
    question.locator(CONTROLS).first.focus()
    if focus_is(notebook, "a"):  # a link in the prompt
        notebook.keyboard.press("Tab")
    for key in ANSWERS[id]:
        notebook.keyboard.type(key[1:]) if key[0] == "+" else notebook.keyboard.press(key)
    first = press_check(notebook, question, "Enter")
    assert first[0] in "✗◐✓✎" and saved(folder, id)["tries"] == 1
    tab_to(notebook, ".hq-hints summary")
    notebook.keyboard.press("Enter")
    assert "Look at the months" in question.locator(".hq-hints details[open]").text_content()
    notebook.keyboard.press("Tab")
    assert focus_is(notebook, ".hq-hints details:nth-child(2) summary"), "the second hint opens after the first"
    tab_to(notebook, ".hq-check", "Shift+Tab")
    again = press_check(notebook, question, "Space")
    assert again == first and focus_is(notebook, ".hq-check")
    assert "The river treaty came first." in question.locator(".hq-after details[open]").text_content()
    assert question.locator(".hq-check").text_content() == "Check again"
    assert saved(folder, id) | {"tries": 2, "hints": 1} == saved(folder, id)
    assert cell_count(notebook) == cells


def test_an_empty_answer_is_not_wrong_and_not_sure_is_honest(notebook):
    question = show(notebook, "second-treaty")
    question.locator("input").first.focus()
    assert press_check(notebook, question).startswith("○ Not answered yet.")
    question.locator("input").last.focus()
    notebook.keyboard.press("Space")
    assert "Not sure is an honest answer" in press_check(notebook, question)


def test_a_radio_group_is_one_stop_and_changed_by_arrows(notebook):
    question = show(notebook, "second-treaty")
    buttons = question.locator("input[type=radio]")
    buttons.nth(0).focus()
    for i in (1, 2, 3, 0):
        notebook.keyboard.press("ArrowDown")
        assert buttons.nth(i).is_checked() and buttons.nth(i).evaluate("node => node === document.activeElement")
    notebook.keyboard.press("Tab")
    assert focus_is(notebook, ".hq-check")
    notebook.wait_for_timeout(500)
    assert buttons.nth(0).is_checked(), "a late echo took the choice back"


def test_a_thing_moved_by_its_button_keeps_the_focus_and_tells_its_place(notebook):
    question = show(notebook, "in-order")
    name = question.locator("li span").first.text_content()
    button = question.get_by_role("button", name=f"Later: {name}")
    button.focus()
    assert said_after(notebook, question, lambda: notebook.keyboard.press("Enter")) == f"{name} is now number 2 of 3."
    assert said_after(notebook, question, lambda: notebook.keyboard.press("Space")) == f"{name} is now number 3 of 3."
    for _ in range(2):  # the same words are announced again
        assert said_after(notebook, question, lambda: notebook.keyboard.press("Enter")) == f"{name} is already last."
    assert button.evaluate("node => node === document.activeElement")
    assert question.locator("li > span:first-child").last.text_content() == name
    back = question.get_by_role("button", name=f"Earlier: {name}")
    back.focus()
    assert said_after(notebook, question, lambda: notebook.keyboard.press("Enter")) == f"{name} is now number 2 of 3."
    assert back.evaluate("node => node === document.activeElement")


def test_the_same_exercise_shown_twice_stays_in_step(notebook):
    one = show(notebook, "twice")
    two = notebook.locator("[data-cell=twice] .historylab-question").nth(1)
    one.get_by_label("The hill treaty").focus()
    notebook.keyboard.press("Space")
    two.locator("label:has(:checked)", has_text="The hill treaty").wait_for()
    said = press_check(notebook, one)
    notebook.wait_for_function("() => new Set([...document.querySelectorAll('[data-cell=twice] [role=status]')]"
                               ".map(node => node.textContent)).size === 1")
    assert said.startswith("✗") and "only a draft" in two.locator(".hq-feedback").text_content()
    assert two.locator(".hq-check").text_content() == "Check again"


def test_typed_text_is_kept_after_a_pause_without_leaving_the_field(notebook, folder):
    question = show(notebook, "diary")
    area = question.locator("textarea")
    area.focus()
    notebook.keyboard.type("A good day for the river")
    assert question.locator(".hq-saved").text_content() == "Not saved yet."
    for _ in range(4):
        notebook.keyboard.press("ArrowLeft")
    notebook.wait_for_function("() => document.querySelector('[data-cell=diary] .hq-saved').textContent.startsWith('Saved')")
    assert saved(folder, "diary") | {"answer": "A good day for the river", "tries": 0} == saved(folder, "diary")
    assert area.evaluate("node => node === document.activeElement && node.selectionStart") == 20


def test_the_last_letters_count_when_check_is_pressed_straight_after_them(notebook, folder):
    question = show(notebook, "diary")
    for more in ("one", "two", "three"):
        question.locator("textarea").focus()
        notebook.keyboard.press("End")
        notebook.keyboard.type(f" and {more}")
        press_check(notebook, question)
        assert saved(folder, "diary")["answer"].endswith(f"and {more}")
        assert question.locator("textarea").input_value().endswith(f"and {more}")
    word = show(notebook, "word")
    word.locator("input").fill("")
    for letters in ("Sil", "ver", "water"):  # Enter in the line itself, with no pause
        notebook.keyboard.type(letters)
        said = said_after(notebook, word, lambda: notebook.keyboard.press("Enter"))
    assert said.startswith("✓") and saved(folder, "word")["answer"] == "Silverwater"


def test_what_looks_like_html_or_mathematics_is_shown_as_text(notebook):
    question = show(notebook, "nasty")
    question.get_by_label("A long sentence").focus()
    notebook.keyboard.press("Space")
    press_check(notebook, question)
    press_check(notebook, question)
    for fold in question.locator("summary").all():
        if not fold.evaluate("node => node.parentNode.open"):
            fold.click()
    for part in (".hq-prompt", ".hq-option >> nth=0", ".hq-feedback", ".hq-after", ".hq-hints"):
        words = question.locator(part).text_content()
        if part != ".hq-option >> nth=0":
            assert "<script>window.broken = 1</script> <img src=x" in words and "$5 and $6 [here](javascript:alert(1))" in words
    assert "$5 and $6" in question.locator("fieldset").text_content()
    still = show(notebook, "still", ".jp-OutputArea-output")
    notebook.wait_for_timeout(500)
    assert "$5 and $6" in still.text_content()
    assert notebook.locator("mjx-container, .historylab-question :is(script, img)").count() == 0
    assert notebook.evaluate("window.broken") is None


def test_emphasis_lists_and_links_are_shown_as_such(notebook):
    prompt = show(notebook, "first-treaty").locator(".hq-prompt")
    assert prompt.locator("em").text_content() == "treaty" and prompt.locator("strong").text_content() == "first"
    assert prompt.locator("li").all_text_contents() == ["one point", "another point"]
    assert prompt.locator("a").get_attribute("href") == "https://example.org/book"
    assert "Southland, with the islands" in show(notebook, "pairs").locator("select").first.text_content()


def test_nothing_overflows_on_a_telephone(notebook):
    notebook.evaluate("() => window.jupyterapp.shell.collapseLeft()")
    notebook.set_viewport_size({"width": 390, "height": 844})
    try:
        for id in [*ANSWERS, *OTHERS, "panel"]:
            question = show(notebook, id)
            wide = question.evaluate("""root => [root, ...root.querySelectorAll('*')].filter(node =>
                getComputedStyle(node).display !== 'inline' && node.scrollWidth > node.clientWidth + 1
                && node.clientWidth).map(node => node.outerHTML.slice(0, 80))""")
            assert wide == [], id
    finally:
        notebook.set_viewport_size({"width": 1280, "height": 720})


@pytest.mark.parametrize("theme", ["JupyterLab Dark", "JupyterLab Light"])
def test_axe_finds_nothing_and_targets_are_large_in_either_theme(notebook, theme):
    notebook.evaluate("theme => window.jupyterapp.commands.execute('apputils:change-theme', { theme })", theme)
    notebook.wait_for_function("light => document.body.dataset.jpThemeLight === light", arg=str("Light" in theme).lower())
    for id in [*ANSWERS, *OTHERS, "twice", "panel"]:
        question = show(notebook, id)
        assert axe(notebook, f"[data-cell='{id}'] .jp-OutputArea-output") == []
        small = question.locator(CONTROLS).evaluate_all("""nodes => nodes.filter(node => node.tagName !== 'A')
            .map(node => [node.outerHTML.slice(0, 60), node.getBoundingClientRect()])
            .filter(([, box]) => box.width < 24 || box.height < 24).map(([text]) => text)""")
        assert small == []


def test_a_copied_and_a_deleted_cell_break_nothing(notebook, folder):
    show(notebook, "second-treaty").get_by_label("The sea treaty").check()
    cells = cell_count(notebook)
    notebook.evaluate("""async () => {
        const cells = window.jupyterapp.shell.currentWidget.content;
        cells.activeCellIndex = cells.widgets.findIndex(cell => cell.model.id === 'second-treaty');
        cells.deselectAll();
        for (const command of ['copy-cell', 'paste-cell-below'])
            await window.jupyterapp.commands.execute(`notebook:${command}`);
        cells.activeCell.node.dataset.cell = 'copy';
    }""")
    copy = notebook.locator("[data-cell=copy] .historylab-question")
    copy.wait_for()
    assert cell_count(notebook) == cells + 1 and copy.get_by_label("The sea treaty").is_checked()
    notebook.evaluate("""async () => {
        const cells = window.jupyterapp.shell.currentWidget.content;
        cells.activeCellIndex = cells.widgets.findIndex(cell => cell.model.id === 'second-treaty');
        await window.jupyterapp.commands.execute('notebook:delete-cell');
    }""")
    assert cell_count(notebook) == cells
    copy.get_by_label("The sea treaty").focus()
    assert press_check(notebook, copy).startswith("✓") and saved(folder, "second-treaty")["state"] == "right"
    notebook.evaluate("() => window.jupyterapp.commands.execute('notebook:undo-cell-action')")
    notebook.wait_for_timeout(300)
    assert show(notebook, "second-treaty").get_by_label("The sea treaty").is_checked()


def test_the_panel_saves_brings_back_and_erases_answers_by_keyboard(notebook, folder, tmp_path):
    panel, rest = show(notebook, "panel"), Path(folder, "my-progress.json").read_text("utf-8")
    panel.locator("button").first.focus()
    assert said_after(notebook, panel, lambda: notebook.keyboard.press("Enter")) == "The table shows your latest answers."
    assert "shown in" in panel.locator("tbody").text_content()
    notebook.keyboard.press("Tab")
    with notebook.expect_download() as download:
        notebook.keyboard.press("Enter")
    download.value.save_as(tmp_path / "mine.json")
    notebook.keyboard.press("Tab")
    notebook.keyboard.press("Enter")
    assert focus_is(notebook, ".hq-buttons button") and notebook.evaluate("document.activeElement.textContent") == "Yes, erase them"
    assert "erased" in said_after(notebook, panel, lambda: notebook.keyboard.press("Enter"))
    assert notebook.evaluate("document.activeElement.textContent") == "Erase my answers" and saved(folder, "diary") == {}
    said = said_after(notebook, panel, lambda: panel.locator("input[type=file]").set_input_files(tmp_path / "mine.json"))
    assert "brought back" in said and Path(folder, "my-progress.json").read_text("utf-8") == rest


def test_an_answer_is_there_after_the_page_is_closed_and_opened_again(notebook, lab, chromium):
    notebook.evaluate("() => window.jupyterapp.commands.execute('docmanager:save')")
    notebook.wait_for_function("() => !window.jupyterapp.shell.currentWidget.context.model.dirty")
    page = chromium.new_context(viewport={"width": 1280, "height": 720}).new_page()
    open_notebook(page, lab, "questions.ipynb", run=False)
    assert show(page, "second-treaty").get_by_label("The sea treaty").is_checked()
    diary = show(page, "diary")
    assert diary.locator("textarea").input_value().endswith("and three")
    diary.locator("textarea").focus()
    assert press_check(page, diary).startswith("✎")
    page.context.close()


def test_letters_and_arrows_in_any_control_never_reach_the_notebook(notebook):
    cells = cell_count(notebook)
    for id in [*ANSWERS, "panel"]:
        controls = show(notebook, id).locator(CONTROLS)
        for i in range(controls.count()):
            controls.nth(i).focus()
            for key in ("a", "b", "d", "d", "x", "m", "y", "ArrowDown", "ArrowUp", "ArrowRight", "ArrowLeft"):
                notebook.keyboard.press(key)
            assert focus_is(notebook, f"[data-cell='{id}'] .historylab-question *"), f"{id}: control {i} lost the focus"
    kinds = notebook.evaluate("() => window.jupyterapp.shell.currentWidget.content.widgets.map(cell => cell.model.type)")
    assert cell_count(notebook) == cells and set(kinds) == {"code"}


def test_a_killed_kernel_loses_no_answer_that_was_saved(notebook, folder):
    question = show(notebook, "judge")
    question.get_by_label("Debated among historians").check()
    press_check(notebook, question)
    before = {id: saved(folder, id) for id in [*ANSWERS, *OTHERS]}
    os.kill(int((folder / "pid").read_text()), signal.SIGKILL)
    notebook.locator(".jp-Dialog button.jp-mod-accept").click(timeout=30_000)
    old = (folder / "pid").read_text()
    notebook.evaluate("() => window.jupyterapp.commands.execute('notebook:run-all-cells')")
    end = time.monotonic() + 30
    while (folder / "pid").read_text() in (old, "") and time.monotonic() < end:
        notebook.wait_for_timeout(200)
    show(notebook, "panel")
    question = show(notebook, "judge")
    notebook.wait_for_function("() => document.querySelector('[data-cell=judge] .hq-saved')?.textContent.includes('last time')")
    assert question.get_by_label("Debated among historians").is_checked()
    assert question.locator(".hq-check").text_content() == "Check again"
    assert question.locator("details:nth-child(2) summary").is_visible(), "the hints that were opened are remembered"
    assert show(notebook, "diary").locator("textarea").input_value() == before["diary"]["answer"]
    assert show(notebook, "second-treaty").get_by_label("The sea treaty").is_checked()
    assert {id: saved(folder, id) for id in before} == before
