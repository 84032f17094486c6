"""Find a question in an open notebook, walk it by keyboard and read what it says."""

import json
from pathlib import Path

HERE = Path(__file__).parent
SETUP = """import os, sys
sys.path.insert(0, {here!r})
from thirteen import ask, panel
from ipywidgets import VBox
folder = {folder!r}
os.environ["HISTORYLAB_PROGRESS"] = folder + "/my-progress.json"
open(folder + "/pid", "w").write(str(os.getpid()))"""


def setup(folder):
    """The source of a set-up cell whose kernel keeps its answers in `folder`."""
    return SETUP.format(here=str(HERE), folder=str(folder))


def saved(folder, id):
    """What the progress file holds on one exercise."""
    path = Path(folder, "my-progress.json")
    return json.loads(path.read_text("utf-8"))["answers"].get(id, {}) if path.exists() else {}


def show(page, id, part=".historylab-question"):
    """Scroll to the cell with this id and return the first question in it."""
    page.evaluate("""id => {
        const cells = window.jupyterapp.shell.currentWidget.content;
        const at = cells.widgets.findIndex(cell => cell.model.id === id);
        cells.widgets[at].node.dataset.cell = id;
        return cells.scrollToItem(at, 'start');
    }""", id)
    found = page.locator(f"[data-cell='{id}'] {part}").first
    found.wait_for(timeout=60_000)
    return found


def focus_is(page, selector):
    """Whether the focus is on something that matches the selector."""
    return page.evaluate("selector => document.activeElement.matches(selector)", selector)


def tab_to(page, selector, key="Tab"):
    """Press Tab until the focus is on a match; fail when it leaves the question."""
    for _ in range(30):
        if focus_is(page, selector):
            return
        page.keyboard.press(key)
        assert focus_is(page, ".historylab-question *"), f"Tab left the question before it came to {selector}"
    raise AssertionError(f"{selector} cannot be reached by {key}")


def press_check(page, question, key="Enter"):
    """Tab to Check, press it, and return the verdict that is then announced."""
    tab_to(page, ".hq-check")
    return said_after(page, question, lambda: page.keyboard.press(key))


def said_after(page, question, act):
    """Do something and return the next words of the status region."""
    status = question.locator("[role=status]")
    status.evaluate("""node => {
        node.said = new Promise(done => {
            const before = node.textContent;
            let changed = false; // the same words are only announced when they went in between
            const watch = new MutationObserver(() => {
                changed ||= node.textContent !== before;
                if (changed && node.textContent) { watch.disconnect(); done(node.textContent); }
            });
            watch.observe(node, {childList: true});
        });
        node.same = true;
    }""")
    act()
    words = status.evaluate("node => Promise.race([node.said, new Promise(no => setTimeout(no, 4000, null))])")
    assert words, "nothing was announced"
    assert status.evaluate("node => node.same && node.isConnected"), "the status region was put anew"
    return words
