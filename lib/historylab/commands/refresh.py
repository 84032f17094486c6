"""Run every notebook again and save what it shows, and nothing that changes by itself."""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

_KERNELSPEC = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
_LANGUAGE = {"name": "python"}
# Left by editors and by the run itself: times, positions, states of the screen.
_VOLATILE_NOTEBOOK = ("widgets", "signature", "toc", "toc-autonumbering", "vscode", "varInspector")
_VOLATILE_CELL = ("execution", "ExecuteTime", "trusted", "collapsed", "scrolled", "outputId", "vscode")
# Only a running kernel can fill a widget; without one the HTML beside it is shown.
_WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
_COLOUR_CODES = re.compile(r"\x1b\[[0-9;]*m")


class RefreshError(Exception):
    """A notebook could not be run; the text says which, where and why, in plain words."""


def find_notebooks(folder: Path, names: Sequence[str] = ()) -> list[Path]:
    """Return the notebooks below a folder, in order of their paths.

    Parameters
    ----------
    folder : Path
        The folder of the lessons; its subfolders are searched too.
    names : sequence of str
        Keep only notebooks whose file name begins with one of these. Empty keeps all.

    Returns
    -------
    list of Path

    Raises
    ------
    RefreshError
        When nothing is found, or a name fits no notebook.
    """
    found = sorted(p for p in folder.rglob("*.ipynb") if ".ipynb_checkpoints" not in p.parts)
    if not found:
        raise RefreshError(f"There is no notebook in {folder}.")
    for name in names:
        if not any(p.name.startswith(name) for p in found):
            known = ", ".join(p.stem for p in found)
            raise RefreshError(f'No notebook begins with "{name}". There are: {known}.')
    return [p for p in found if not names or p.name.startswith(tuple(names))]


def refresh_notebook(path: Path, *, timeout: int = 300) -> bool:
    """Run one notebook in a fresh kernel and save it.

    Parameters
    ----------
    path : Path
        The notebook. It is replaced only when it ran to its end and something changed.
    timeout : int
        Seconds that one cell may take.

    Returns
    -------
    bool
        Whether the file changed.

    Raises
    ------
    RefreshError
        When it cannot be read, or a cell fails. The file is then as it was.
    """
    import nbformat

    before = path.read_bytes()
    try:
        plain = json.loads(before.decode("utf-8-sig"))
        give_ids(plain["cells"])  # before nbformat reads it, which would invent ids by chance
        notebook = nbformat.reads(json.dumps(plain), as_version=4)
    except Exception as error:  # whatever the file holds, the answer is a sentence
        raise RefreshError(f"{path}: this is not a notebook that can be read ({error}).") from None
    _execute(notebook, path, timeout)
    normalise(notebook)
    after = (nbformat.writes(notebook, version=4).rstrip("\n") + "\n").encode("utf-8")
    if after == before:
        return False
    beside = path.with_name(path.name + ".new")
    try:
        beside.write_bytes(after)
        os.replace(beside, path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise RefreshError(f"{path} cannot be written: {error.strerror}.") from None
    return True


def normalise(notebook: Any) -> None:
    """Take from an executed notebook all that differs from run to run; works in place.

    Parameters
    ----------
    notebook : nbformat.NotebookNode
        Sources, ids, tags and whatever else an author wrote stay.
    """
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    for key in _VOLATILE_NOTEBOOK:
        notebook.metadata.pop(key, None)
    notebook.metadata["kernelspec"] = dict(_KERNELSPEC)
    notebook.metadata["language_info"] = dict(_LANGUAGE)
    for cell in notebook.cells:
        for key in _VOLATILE_CELL:
            cell.metadata.pop(key, None)
        if cell.cell_type == "code":
            cell["outputs"] = list(_stable_outputs(cell.outputs))
    _count_from_one(notebook)


def give_ids(cells: list[dict[str, Any]]) -> None:
    """Fill in missing and double cell ids by the cell's place; works in place.

    Parameters
    ----------
    cells : list of dict
        The cells of a notebook. Ids that stand once stay.

    Examples
    --------
    >>> cells = [{"id": "intro"}, {"id": "intro"}, {}]
    >>> give_ids(cells)
    >>> [cell["id"] for cell in cells]
    ['intro', 'intro-2', 'cell-3']
    """
    taken: set[str] = set()
    for place, cell in enumerate(cells, start=1):
        wanted = cell.get("id") or f"cell-{place}"
        name, number = wanted, 2
        while name in taken:
            name, number = f"{wanted}-{number}", number + 1
        taken.add(name)
        cell["id"] = name


def _stable_outputs(outputs: Sequence[Any]) -> Iterator[Any]:
    """Join split streams (where they split is chance) and drop what needs a live kernel."""
    last = None
    for output in outputs:
        if output.output_type == "stream":
            if last is not None and last.name == output.name:
                last["text"] += output.text
                continue
            last = output
        else:
            last = None
            if "data" in output:
                output.data.pop(_WIDGET_VIEW, None)
                output["metadata"] = {}
                output.pop("transient", None)
        yield output


def _count_from_one(notebook: Any) -> None:
    number = 0
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        # An empty cell is not run, so the kernel gives it no number; neither do we.
        number += bool(cell.source.strip())
        cell["execution_count"] = number if cell.source.strip() else None
        for output in cell.outputs:
            if output.output_type == "execute_result":
                output["execution_count"] = cell.execution_count


def _execute(notebook: Any, path: Path, timeout: int) -> None:
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
    from traitlets.config import Config

    # Encrypted, because an open connection makes the kernel print a warning.
    settings = Config(KernelManager={"transport_encryption": "auto"})
    client = NotebookClient(
        notebook, timeout=timeout, kernel_name="python3", record_timing=False,
        store_widget_state=False, config=settings, resources={"metadata": {"path": str(path.parent)}},
    )
    try:
        # The author's own answers must not be written into the lessons.
        with tempfile.TemporaryDirectory() as empty:
            client.execute(env={**os.environ, "HISTORYLAB_PROGRESS": str(Path(empty, "progress.json"))})
    except CellExecutionError as error:
        where = _failed_cell(notebook)
        what = _COLOUR_CODES.sub("", f"{error.ename}: {error.evalue}")
        raise RefreshError(f"{path}: {where} stopped with {what}") from None
    except CellTimeoutError:
        raise RefreshError(f"{path}: a cell took longer than {timeout} seconds.") from None
    except DeadKernelError:
        raise RefreshError(f"{path}: Python itself ended while the notebook ran.") from None


def _failed_cell(notebook: Any) -> str:
    for place, cell in enumerate(notebook.cells, start=1):
        outputs = cell.get("outputs", [])
        if any(output.output_type == "error" for output in outputs):
            return f'cell {place} ("{cell.get("id", "no id")}")'
    return "a cell"


def main(arguments: Sequence[str] | None = None) -> int:
    """Refresh the notebooks that the words name, all of them without a word.

    Parameters
    ----------
    arguments : sequence of str, optional
        Beginnings of file names, and ``--folder``. None takes the command line's.

    Returns
    -------
    int
        0 when all ran, 1 when one did not.
    """
    parser = argparse.ArgumentParser(prog="refresh", description=__doc__)
    parser.add_argument("names", nargs="*", help="beginnings of names, such as 01; none means all")
    parser.add_argument("--folder", type=Path, default=Path("notebooks"), help="where the notebooks are")
    options = parser.parse_args(arguments)
    failed = 0
    try:
        paths = find_notebooks(options.folder, options.names)
    except RefreshError as error:
        print(error, file=sys.stderr)
        return 1
    for path in paths:
        try:
            changed = refresh_notebook(path)
        except RefreshError as error:
            failed += 1
            print(f"{error}\n  This notebook was left as it was.", file=sys.stderr, flush=True)
        else:
            print(f"{path}: {'saved anew' if changed else 'no change'}", flush=True)
    return 1 if failed else 0
