"""Every committed notebook was run, shows its facts, and holds nothing of the run itself.

Strict nbval compares text only, and only in cells that were run; so each code
cell must have its number, and each picture its words.
"""

import copy
import re
from html.parser import HTMLParser
from pathlib import Path

import nbformat
import pytest
from historylab.commands.refresh import find_notebooks, normalise

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "notebooks"
PATHS = find_notebooks(FOLDER) if FOLDER.is_dir() else []
each_notebook = pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)


class Pictures(HTMLParser):
    """Collects the alt text of each img and the label of each svg picture."""

    def __init__(self, html):
        super().__init__()
        self.words = []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag == "img":
            self.words.append(given.get("alt") or "")
        elif tag == "svg" and given.get("role") == "img":
            self.words.append(given.get("aria-label") or "")


def code_cells(path):
    return [c for c in nbformat.read(path, as_version=4).cells if c.cell_type == "code" and c.source.strip()]


def data_of(path):
    """Return (cell id, data by mime type) of each output that shows something rich."""
    return [(c.id, o.data) for c in code_cells(path) for o in c.outputs if "data" in o]


def faults_of_pictures(cell, data):
    """Return what is missing beside the pictures of one output."""
    faults = [f"{cell}: {kind} without words" for kind in data if kind.startswith("image/")]
    pictures = Pictures(data.get("text/html", "")).words
    for words in pictures:
        if len(words) < 20:
            faults.append(f"{cell}: a picture whose alt text says too little: {words!r}")
        elif words not in data.get("text/plain", ""):
            faults.append(f"{cell}: text/plain does not repeat the alt text {words[:60]!r}...")
    if pictures and len(data.get("text/plain", "").splitlines()) < 2:
        faults.append(f"{cell}: text/plain has no facts")
    return faults


@each_notebook
def test_the_notebook_is_valid_and_its_cells_have_ids_of_their_own(path):
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    assert (notebook.nbformat, notebook.nbformat_minor) == (4, 5)
    ids = [cell.id for cell in notebook.cells]
    assert len(ids) == len(set(ids))


@each_notebook
def test_each_code_cell_was_run_in_order(path):
    cells = code_cells(path)
    assert [c.execution_count for c in cells] == list(range(1, len(cells) + 1))


@each_notebook
def test_no_cell_shows_an_error_or_a_warning(path):
    shown = [
        (c.id, o.get("ename") or o.get("text", "")[:80])
        for c in code_cells(path) for o in c.outputs
        if o.output_type == "error" or o.get("name") == "stderr"
    ]
    assert not shown


@each_notebook
def test_each_chart_has_its_words_and_its_facts(path):
    faults = [fault for cell, data in data_of(path) for fault in faults_of_pictures(cell, data)]
    assert not faults, "\n".join(faults)


@each_notebook
def test_nothing_of_the_run_or_the_machine_is_left(path):
    notebook = nbformat.read(path, as_version=4)
    again = copy.deepcopy(notebook)
    normalise(again)
    assert again == notebook, "run: python3 start.py refresh"
    assert not re.search(r"/tmp/|/home/|/Users/|[A-Z]:\\\\|object at 0x", path.read_text(encoding="utf-8"))


def test_the_check_of_pictures_can_fail():
    alt = "Bars of two made-up countries, from 3 to 5 thousand deaths"
    good = {"text/html": f'<img alt="{alt}" src="">', "text/plain": f"{alt}\n- Northland: 3"}
    assert not faults_of_pictures("c", good)
    assert faults_of_pictures("c", good | {"image/png": "x"})
    assert faults_of_pictures("c", good | {"text/html": "<img src=''>"})
    assert faults_of_pictures("c", good | {"text/plain": "<Figure>"})
    assert faults_of_pictures("c", good | {"text/plain": alt})
