"""commands/refresh.py: run a notebook anew, keep nothing that changes by itself."""

import json
import re

import nbformat
import pytest
from historylab.commands import refresh

WIDGET = """# A widget that also says what it shows
from IPython.display import display
display({"text/plain": "slider at 3", "application/vnd.jupyter.widget-view+json":
         {"model_id": "abc", "version_major": 2, "version_minor": 0}}, raw=True)"""


def write(path, *cells, **metadata):
    """Write a notebook of code cells given as texts."""
    made = [
        nbformat.v4.new_code_cell(text, id=f"part-{n}", metadata={"jupyter": {"source_hidden": True}})
        for n, text in enumerate(cells)
    ]
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(nbformat.v4.new_notebook(cells=made, metadata=metadata), path)
    return path


def codes(path):
    return [c for c in nbformat.read(path, as_version=4).cells if c.cell_type == "code"]


def test_a_second_run_changes_no_byte(tmp_path):
    path = write(tmp_path / "01-a.ipynb", "# Say\nprint('one', flush=True)\nprint('two')", WIDGET, "1 + 1")
    assert refresh.refresh_notebook(path)
    first = path.read_bytes()
    assert not refresh.refresh_notebook(path)
    assert path.read_bytes() == first
    cells = codes(path)
    assert [cell.execution_count for cell in cells] == [1, 2, 3]
    assert [output.output_type for output in cells[0].outputs] == ["stream"]
    assert cells[0].outputs[0].text == "one\ntwo\n"
    assert dict(cells[1].outputs[0].data) == {"text/plain": "slider at 3"}
    assert cells[2].outputs[0].execution_count == 3
    assert [p.name for p in tmp_path.iterdir()] == ["01-a.ipynb"]


def test_each_notebook_runs_in_its_own_folder_with_a_clean_kernel(tmp_path):
    one = write(tmp_path / "one.ipynb", "left_over = 1")
    two = write(tmp_path / "teacher" / "two.ipynb", "import os\nprint(os.path.basename(os.getcwd()), 'left_over' in globals())")
    assert refresh.main(["--folder", str(tmp_path)]) == 0
    assert codes(one)[0].execution_count == 1
    assert codes(two)[0].outputs[0].text == "teacher False\n"


def test_times_states_and_foreign_kernels_are_dropped_and_the_rest_is_kept():
    cell = nbformat.v4.new_code_cell(
        "x", metadata={"execution": {"iopub.execute_input": "2026"}, "scrolled": True, "tags": ["a"], "editable": False}
    )
    notebook = nbformat.v4.new_notebook(
        cells=[cell], metadata={"widgets": {}, "title": "Mine", "kernelspec": {"name": "conda-x", "display_name": "X"}}
    )
    refresh.normalise(notebook)
    assert dict(notebook.cells[0].metadata) == {"tags": ["a"], "editable": False}
    assert set(notebook.metadata) == {"title", "kernelspec", "language_info"}
    assert notebook.metadata.kernelspec.name == "python3"


def test_ids_stay_and_missing_or_double_ones_are_filled_in(tmp_path):
    path = write(tmp_path / "a.ipynb", "1", "2", "3")
    plain = json.loads(path.read_text(encoding="utf-8"))
    plain["cells"][1]["id"] = "part-0"
    del plain["cells"][2]["id"]
    path.write_text(json.dumps(plain), encoding="utf-8")
    refresh.refresh_notebook(path)
    assert [cell.id for cell in codes(path)] == ["part-0", "part-0-2", "cell-3"]


def test_a_cell_that_fails_is_named_and_the_notebook_stays_as_it_was(tmp_path, capsys):
    bad = write(tmp_path / "01-bad.ipynb", "print('fine')", "raise ValueError('low is above high')")
    good = write(tmp_path / "02-good.ipynb", "print(2)")
    before = bad.read_bytes()
    assert refresh.main(["--folder", str(tmp_path)]) == 1
    said = capsys.readouterr()
    assert 'cell 2 ("part-1") stopped with ValueError: low is above high' in said.err
    assert "left as it was" in said.err and "Traceback" not in said.err
    assert bad.read_bytes() == before
    assert codes(good)[0].execution_count == 1


def test_a_file_that_is_no_notebook_is_named(tmp_path):
    path = tmp_path / "x.ipynb"
    path.write_text("{", encoding="utf-8")
    with pytest.raises(refresh.RefreshError, match=r"x\.ipynb: this is not a notebook"):
        refresh.refresh_notebook(path)


def test_one_lesson_can_be_named_and_a_wrong_name_lists_the_right_ones(tmp_path):
    write(tmp_path / "01-a.ipynb")
    write(tmp_path / "02-b.ipynb")
    assert [p.name for p in refresh.find_notebooks(tmp_path, ["02"])] == ["02-b.ipynb"]
    with pytest.raises(refresh.RefreshError, match='begins with "03".*01-a, 02-b'):
        refresh.find_notebooks(tmp_path, ["03"])
    with pytest.raises(refresh.RefreshError, match="no notebook"):
        refresh.find_notebooks(tmp_path / "empty")


def test_what_is_written_is_utf_8_with_plain_line_ends(tmp_path):
    path = write(tmp_path / "a.ipynb", "print('Mołotow')")
    refresh.refresh_notebook(path)
    data = path.read_bytes()
    assert "Mołotow".encode() in data and b"\r" not in data and data.endswith(b"}\n")
    assert not re.search(rb"iopub|model_id", data)
    assert json.loads(data)["nbformat_minor"] == 5
