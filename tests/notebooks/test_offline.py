"""Each lesson runs from a clean kernel without a network, quickly, and asks for nothing from outside."""

import os
import re
import time
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).resolve().parents[2]
LESSONS = sorted((ROOT / "notebooks").glob("0*.ipynb"))
SECONDS = 30  # the checklist's limit, wide for a busy machine; about 5 are usual on 2 cores

# Loaded by the kernel before all else: a connection that leaves the machine stops the cell.
GUARD = '''
import socket

_connect = socket.socket.connect

def connect(self, address):
    host = address[0] if isinstance(address, tuple) else ""
    if host and host not in ("localhost", "::1") and not str(host).startswith("127."):
        raise AssertionError(f"a lesson called {host}")
    return _connect(self, address)

socket.socket.connect = connect
'''


def run(notebook, folder, guard):
    from nbclient import NotebookClient

    (guard / "sitecustomize.py").write_text(GUARD, "utf-8")
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(guard), str(ROOT / "lib")]),
           "HISTORYLAB_PROGRESS": str(guard / "progress.json")}
    client = NotebookClient(notebook, timeout=120, kernel_name="python3", resources={"metadata": {"path": str(folder)}})
    began = time.monotonic()
    client.execute(env=env)
    return time.monotonic() - began


@pytest.mark.slow
@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_a_lesson_runs_offline_from_a_clean_kernel(path, tmp_path):
    seconds = run(nbformat.read(path, as_version=4), path.parent, tmp_path)
    assert seconds < SECONDS, f"{path.name} took {seconds:.0f} seconds"


@pytest.mark.slow
def test_the_guard_stops_a_call_that_leaves_the_machine(tmp_path):
    from nbclient.exceptions import CellExecutionError

    cell = nbformat.v4.new_code_cell("import socket; socket.create_connection(('192.0.2.1', 80), timeout=1)")
    with pytest.raises(CellExecutionError, match="a lesson called 192.0.2.1"):
        run(nbformat.v4.new_notebook(cells=[cell]), tmp_path, tmp_path)


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_no_cell_loads_from_the_network_or_uses_a_control_that_keyboards_cannot_open(path):
    banned = r"\b(requests|urllib|httpx|urlopen|read_csv\(.http|Accordion|button_style|IntSlider|get_ipython)\b|^\s*[%!]"
    problems = [f"{path.name}, cell {cell.id}: {line.strip()}"
                for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"
                for line in cell.source.splitlines() if re.search(banned, line)]
    assert not problems, "\n".join(["", *problems])


def test_the_library_uses_no_accordion_and_no_pale_button_styles():
    texts = {file: file.read_text("utf-8") for kind in ("*.py", "*.js") for file in (ROOT / "lib").rglob(kind)}
    wrong = [file.name for file, text in texts.items() if re.search(r"\bAccordion\(|button_style\s*=", text)]
    assert not wrong and texts
