"""Measure the speed: import, opening, first chart and a step of each explorer, in one table."""

from __future__ import annotations

import argparse
import csv
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

# tables that grow with the number of events; documents, works and counts stay as they are
_GROWING = ("events", "pacts", "pact_parties", "relations", "trade")
_LINKS = ("id", "event", "pact", "cause", "effect")  # a copied row belongs to the rows of its copy
_TIMES = (1, 10, 100)
_REPEATS = 5

_IMPORT = """
import time
wall, cpu = time.perf_counter(), time.process_time()
import historylab
print(1000 * (time.process_time() - cpu), 1000 * (time.perf_counter() - wall))
"""
_OPEN = """
import sys, time, historylab
wall, cpu = time.perf_counter(), time.process_time()
course = historylab.open_course(sys.argv[1])
print(1000 * (time.process_time() - cpu), 1000 * (time.perf_counter() - wall), len(course.events))
"""
_CHART = """
import sys, time
wall, cpu = time.perf_counter(), time.process_time()
import historylab
historylab.pact_timeline(historylab.open_course(sys.argv[1])).png()
print(1000 * (time.process_time() - cpu), 1000 * (time.perf_counter() - wall))
"""
_STEPS = """
import json
from historylab.commands._bench_steps import measure
print("MEASURED" + json.dumps(measure({folder!r})))
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table; exit code 0 also where a target is missed, for times depend on the machine.

    Parameters
    ----------
    arguments : sequence of str, optional
        ``--data`` names the folder of the course, ``--json`` prints the numbers as JSON.
    """
    parser = argparse.ArgumentParser(prog="python -m historylab bench", description=__doc__)
    parser.add_argument("--data", default=None, help="folder of the course (default: found from here)")
    parser.add_argument("--json", action="store_true", help="print the numbers as JSON")
    asked = parser.parse_args(arguments)
    from historylab import open_course

    folder = Path(open_course(asked.data).folder)
    with tempfile.TemporaryDirectory() as scratch:
        numbers = {
            "import": _run(_IMPORT),
            "chart": _run(_CHART, str(folder)),
            "open": {times: _run(_OPEN, str(_enlarged(folder, times, Path(scratch))))
                     for times in _TIMES},
            "steps": _in_kernel(str(folder), scratch),
        }
    print(json.dumps(numbers, indent=1) if asked.json else table(numbers))
    return 0


def _run(code: str, *arguments: str) -> dict[str, float]:
    """Run code in fresh Pythons; the medians of what it prints: CPU ms, wall ms, a count."""
    lines = []
    for _ in range(_REPEATS):
        done = subprocess.run([sys.executable, "-c", code, *arguments], text=True,
                              capture_output=True, check=True)
        lines.append([float(part) for part in done.stdout.split()])
    return dict(zip(("cpu", "wall", "count"), map(statistics.median, zip(*lines)), strict=False))


def _enlarged(folder: Path, times: int, scratch: Path) -> Path:
    """Copy a course with `times` as many events, pacts and what belongs to them."""
    target = scratch / f"data-{times}"
    shutil.copytree(folder, target)
    for name in _GROWING if times > 1 else ():
        path = target / f"{name}.csv"
        with open(path, encoding="utf-8-sig", newline="") as file:
            head, *rows = csv.reader(file)
        with open(path, "w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(head)
            for copy in range(times):
                end = f"-{copy}" if copy else ""
                writer.writerows(
                    [cell + end if name in _LINKS and cell else cell
                     for name, cell in zip(head, row, strict=True)] for row in rows)
    return target


def _in_kernel(folder: str, scratch: str) -> dict:
    """Measure the steps in a real kernel, whose messages really go out."""
    from jupyter_client.manager import start_new_kernel

    env = dict(os.environ, IPYTHONDIR=str(Path(scratch) / "ipython"))
    manager, client = start_new_kernel(kernel_name="python3", env=env, stderr=subprocess.DEVNULL)
    try:
        said: list[str] = []

        def hear(message):
            content = message["content"]
            if message["msg_type"] == "stream" and content["name"] == "stdout":
                said.append(content["text"])
            elif message["msg_type"] == "error":
                raise RuntimeError("\n".join(content["traceback"]))

        client.execute_interactive("%matplotlib inline", output_hook=hear, timeout=120)
        client.execute_interactive(_STEPS.format(folder=folder), output_hook=hear, timeout=600)
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    return json.loads("".join(said).partition("MEASURED")[2])


def table(numbers: dict) -> str:
    """Return the measurements as one table with the targets.

    Parameters
    ----------
    numbers : dict
        As collected by `main`; times in milliseconds, pictures in kB.
    """
    steps, opened = numbers["steps"], numbers["open"]
    growth = opened[100]["cpu"] / opened[10]["cpu"]
    lines = [("import historylab", numbers["import"], None, None)]
    lines += [(f"open_course, {times} x ({opened[times]['count']:,.0f} events)", opened[times], None,
               100 if times == 1 else None) for times in _TIMES]
    lines.append(("first chart, from a fresh Python", numbers["chart"], None, None))
    floor, drawn = steps["empty callback"], steps["bare Agg draw, timeline"]
    lines += [("floor: empty callback", floor, None, None),
              ("floor: bare Agg draw, timeline", drawn, None, None),
              ("floor: bare Agg draw, casualties", steps["bare Agg draw, casualties"], None, None)]
    for chart in ("pacts", "casualties"):
        beside = steps[f"{chart}: interact + pyplot"]
        for step, target in (("seen before", 5), ("as-of move", 25), ("new filter", 150)):
            if (found := steps.get(f"{chart}: {step}")) is not None:
                lines.append((f"explore_{chart}: {step}", found, beside, target))
        lines.append((f"the same with interact + pyplot ({chart})", beside, None, None))
    head = f"{'':44}{'CPU ms':>9}{'wall ms':>9}{'cheaper':>10}{'target':>9}"
    out = ["Medians of one run. CPU: all threads of the process.", "", head, "-" * len(head)]
    for name, found, beside, target in lines:
        ratio = f"{beside['cpu'] / found['cpu']:.1f} x" if beside else ""
        verdict = "" if target is None else ("  met" if found["cpu"] <= target else "  MISSED")
        shown = f"{target} ms" if target else ""
        out.append(f"{name:44}{found['cpu']:9.1f}{found['wall']:9.1f}{ratio:>10}{shown:>9}{verdict}")
    out.append("")
    for chart in ("pacts", "casualties"):
        beside = steps[f"{chart}: interact + pyplot"]["cpu"]
        for kind in ("seen before", "as-of move"):
            if found := steps.get(f"{chart}: {kind}"):
                ratio = beside / found["cpu"]
                out.append(_verdict(f"explore_{chart}, {kind}: at least 10 x cheaper than interact "
                                    f"+ pyplot ({ratio:.0f} x)", ratio >= 10))
        fresh = beside / steps[f"{chart}: new filter"]["cpu"]
        out.append(f"        explore_{chart}, new filter: a whole new picture, {fresh:.1f} x cheaper")
    largest, figures = steps["largest picture"], steps["figures"]
    out += [
        _verdict(f"largest picture {largest:.0f} kB, target 150 kB", largest <= 150),
        _verdict(f"figures alive before and after 200 steps: {figures[0]}, {figures[1]}; open in "
                 f"pyplot: {figures[2]}", figures[0] == figures[1] and figures[2] == 0),
        _verdict(f"open_course from 10 x to 100 x: {growth:.1f} times the time for 10 times the "
                 "events (linear or less: up to 11)", growth <= 11),
    ]
    return "\n".join(out)


def _verdict(sentence: str, met: bool) -> str:
    return f"{'met   ' if met else 'MISSED'}  {sentence}"
