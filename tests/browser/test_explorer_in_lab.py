"""The explorer front end in a real JupyterLab: keyboard, names, text, focus, colours."""

import os
from pathlib import Path

import pytest

from .lab import cell_count, open_notebook, write_notebook

pytestmark = pytest.mark.browser

HERE = Path(__file__).parent
ROOT = ".jp-Cell-outputArea .historylab"


@pytest.fixture
def demo(page, lab, lab_folder):
    """Return a page with the demo explorer running in the second of three cells."""
    write_notebook(lab_folder / "demo.ipynb", ("before", "1"), ("demo", (
        f"import sys\nsys.path.insert(0, {str(HERE)!r})\nfrom demo import Demo\nDemo()")), ("after", "2"))
    open_notebook(page, lab, "demo.ipynb")
    page.wait_for_selector(ROOT, timeout=60_000)
    page.locator(f"{ROOT} figure").scroll_into_view_if_needed()
    return page


def alt(page):
    return page.locator(f"{ROOT} img").get_attribute("alt")


def status(page):
    return page.locator(f"{ROOT} [role=status]").text_content()


def test_keys_typed_in_a_control_never_reach_the_notebook(demo):
    cells = cell_count(demo)
    controls = demo.locator(f"{ROOT} :is(input, select, button, summary):visible")
    assert controls.count() == 13
    for i in range(controls.count()):
        controls.nth(i).focus()
        for key in ("a", "b", "d", "d", "x", "z", "ArrowDown", "ArrowUp", "ArrowRight"):
            demo.keyboard.press(key)
        assert controls.nth(i).evaluate("node => node === document.activeElement"), f"control {i} lost the focus"
    demo.wait_for_timeout(300)
    assert cell_count(demo) == cells == 3


def test_tab_walks_through_every_control_in_order(demo):
    demo.locator(f"{ROOT} button").first.focus()
    names = []
    for _ in range(24):  # a date field has a stop for day, month, year and calendar
        names.append(demo.evaluate("document.activeElement.labels?.[0]?.textContent ?? document.activeElement.textContent"))
        demo.keyboard.press("Tab")
    seen = list(dict.fromkeys(names))
    assert seen[:9] == ["Previous event", "Next event", "Land", "treaty", "war", "<b>note</b>", "As of", "From", "To"]


def test_a_changed_control_changes_picture_alt_and_status_and_keeps_the_focus(demo):
    old_alt, old_status = alt(demo), status(demo)
    old_picture = demo.locator(f"{ROOT} img").get_attribute("src")
    demo.locator(f"{ROOT} select").focus()
    demo.keyboard.press("ArrowDown")
    demo.wait_for_function("old => document.querySelector('.historylab img').alt !== old", arg=old_alt)
    assert "south" in alt(demo) and "south" in status(demo) and status(demo) != old_status
    assert demo.locator(f"{ROOT} img").get_attribute("src") != old_picture
    assert demo.evaluate("document.activeElement.tagName") == "SELECT"
    assert demo.evaluate("document.querySelector('.historylab img').naturalWidth") == 600


def test_a_button_pressed_by_keyboard_steps_and_keeps_the_focus(demo):
    demo.get_by_role("button", name="Next event").focus()
    for step in (1, 2):
        demo.keyboard.press("Enter" if step == 1 else "Space")
        demo.wait_for_function(
            "step => document.querySelector('.historylab [role=status]').textContent.startsWith(`Event ${step}`)",
            arg=step)
    assert demo.evaluate("document.activeElement.textContent") == "Next event"
    assert "1905-03-21" in demo.locator(f"{ROOT} .hl-details").text_content()


def test_a_date_typed_on_the_keyboard_is_sent_only_when_it_is_in_range(demo):
    field = demo.get_by_label("As of")
    field.focus()
    field.evaluate("node => { node.value = '0019-04-05'; node.dispatchEvent(new Event('change')); }")
    demo.wait_for_timeout(200)
    assert "0019" not in alt(demo)
    field.fill("1905-04-05")
    field.evaluate("node => node.dispatchEvent(new Event('change'))")
    demo.wait_for_function("document.querySelector('.historylab img').alt.includes('1905-04-05')")


def test_text_from_the_data_never_becomes_markup(demo):
    assert demo.locator(f"{ROOT} b, {ROOT} i").count() == 0
    links = demo.locator(f"{ROOT} .hl-details a").evaluate_all("nodes => nodes.map(n => n.href)")
    assert links == ["https://example.org/"]
    demo.locator(f"{ROOT} .hl-table summary").click()
    assert demo.locator(f"{ROOT} table td").first.text_content() == "<b>event</b>"


def axe(page, selector):
    """Return the violations that axe-core finds below `selector`."""
    script = os.environ.get("HISTORYLAB_AXE")
    if not script:
        pytest.skip("Set HISTORYLAB_AXE to the path of axe.min.js (npm install axe-core).")
    page.evaluate(Path(script).read_text(encoding="utf-8"))
    found = page.evaluate("selector => axe.run(selector)", selector)["violations"]
    return [(rule["id"], node["html"][:120]) for rule in found for node in rule["nodes"]]


@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
def test_axe_finds_nothing_in_the_output_in_either_theme(demo, theme):
    demo.evaluate("theme => window.jupyterapp.commands.execute('apputils:change-theme', { theme })", theme)
    demo.locator(f"{ROOT} .hl-table summary").click()
    demo.wait_for_timeout(1000)
    if folder := os.environ.get("HISTORYLAB_SCREENSHOTS"):
        demo.screenshot(path=f"{folder}/demo-{theme.split()[1].lower()}.png")
    assert axe(demo, ".jp-Cell-outputArea") == []
    demo.evaluate("() => window.jupyterapp.commands.execute('apputils:change-theme', { theme: 'JupyterLab Light' })")
