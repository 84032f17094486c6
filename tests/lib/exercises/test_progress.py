"""Answers survive kills, damage and two kernels at once."""
import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from historylab.exercises.progress import Progress, ProgressError, progress_path

SAVER = """
import sys
from pathlib import Path
from historylab.exercises.progress import Progress
progress = Progress(Path(sys.argv[1]))
for n in range(int(sys.argv[3])):
    progress.record(f"{sys.argv[2]}-{n}", answer={"n": n, "text": "x" * 400}, state="right", tried=True)
    print(n, flush=True)  # only now a widget would say 'saved'
"""


def start(path, name, count):
    lib = Path(__file__).resolve().parents[3] / "lib"
    env = os.environ | {"PYTHONPATH": str(lib)}
    return subprocess.Popen([sys.executable, "-c", SAVER, str(path), name, str(count)], stdout=subprocess.PIPE, text=True, env=env)


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
def test_a_kill_in_the_middle_of_200_saves_loses_no_answer_that_was_shown_as_saved(tmp_path):
    path = tmp_path / "progress.json"
    shown = 0
    for round_number in range(4):
        process = start(path, f"r{round_number}", 200)
        process.stdout.readline()
        time.sleep(random.Random(round_number).uniform(0.01, 0.25))
        process.send_signal(signal.SIGKILL)
        lines = process.stdout.read().split()
        process.wait()
        saved = Progress(path).entries()
        said = [0, *map(int, lines)]
        assert all(saved[f"r{round_number}-{n}"]["answer"]["n"] == n for n in said)
        shown += len(said)
    assert shown > 4 and not list(tmp_path.glob("*.damaged-*"))


def test_two_kernels_that_save_at_once_lose_nothing(tmp_path):
    path = tmp_path / "progress.json"
    both = [start(path, name, 60) for name in ("first", "second")]
    for process in both:
        process.communicate(timeout=60)
        assert process.returncode == 0
    assert len(Progress(path).entries()) == 120


def test_a_damaged_file_is_set_aside_with_a_message_and_kept(tmp_path):
    path = tmp_path / "progress.json"
    for number, damage in enumerate(["{", '{"version": 1, "answers": []}', "\x00\x01", '{"version": 1, "answers": {"a": {"state": "hacked", "tries": 1, "hints": 0}}}'], start=1):
        path.write_text(damage)
        progress = Progress(path)
        assert progress.entries() == {} and f"progress.damaged-{number}.json" in progress.message
        assert (tmp_path / f"progress.damaged-{number}.json").read_text() == damage


def test_tries_are_counted_hints_never_fall_and_nothing_given_keeps_what_was_there(tmp_path):
    progress = Progress(tmp_path / "p.json")
    progress.record("a", answer="x", state="wrong", tried=True, hints=2, confidence="certain")
    entry = progress.record("a", hints=1)
    assert entry == {"answer": "x", "state": "wrong", "tries": 1, "hints": 2, "confidence": "certain"}
    assert progress.record("a", answer="y", state="right", tried=True)["tries"] == 2


def test_answers_move_to_another_machine_and_can_be_erased(tmp_path):
    here, there = Progress(tmp_path / "here.json"), Progress(tmp_path / "there.json")
    here.record("a", answer="new", state="right", tried=True)
    there.record("a", answer="old", state="not-attempted")
    there.record("b", answer="kept", state="wrong", tried=True)
    assert there.take_in(here.export()) == 1
    assert {id: e["answer"] for id, e in there.entries().items()} == {"a": "new", "b": "kept"}
    there.erase()
    assert there.entries() == {} and not (tmp_path / "there.json").exists()
    with pytest.raises(ValueError):
        there.take_in("[]")


def test_a_folder_that_cannot_be_written_is_said_in_a_sentence(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(ProgressError, match="cannot be written"):
        Progress(tmp_path / "file" / "progress.json").record("a", answer=1)


def test_the_file_holds_no_time_no_name_and_no_path(tmp_path):
    progress = Progress(tmp_path / "p.json")
    progress.record("a", answer="x", state="right", tried=True)
    assert json.loads((tmp_path / "p.json").read_text()) == {"version": 1, "answers": {"a": {
        "answer": "x", "state": "right", "tries": 1, "hints": 0, "confidence": None}}}


def test_the_place_of_the_file_can_be_named(monkeypatch, tmp_path):
    monkeypatch.delenv("HISTORYLAB_PROGRESS")
    assert progress_path(tmp_path / "data") == tmp_path / "my-progress" / "progress.json"
    monkeypatch.setenv("HISTORYLAB_PROGRESS", str(tmp_path / "else.json"))
    assert progress_path(tmp_path / "data") == tmp_path / "else.json"
