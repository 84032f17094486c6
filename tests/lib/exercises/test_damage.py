"""The exercise files of the course, damaged at random: each gives a plain report, never a traceback."""
import random
import time
from dataclasses import replace
from pathlib import Path

import pytest

from historylab.check import check_course
from historylab.course import open_course
from historylab.exercises.read import ExerciseError, check_exercises
from historylab.exercises.scoring import score

ROOT = Path(__file__).parents[3]
FILES = sorted((ROOT / "data" / "exercises").glob("*.yaml"))
TRAPS = [":", ": ", "- ", "\n", "  ", "\t", "'", '"', "{", "}", "[", "]", "*", "&a ", "*a", "!", "!!python/object ", "|", ">", "%",
         "@", "`", "#", "? ", "---\n", "...\n", "no", "1905-03-02", "007", "null", "~", "<b>", "$x$", "\u2028", "\xa0", "\x00", "\x07", "é", "😀",
         "correct: yes\n", "kind: order\n", "- id: a\n", "<<: *a\n", "9" * 400]
BYTES = [b"\xff", b"\xfe\xff", b"\xc3", b"\x80", b"\x00"]


def damaged(seed: int) -> tuple[str, bytes]:
    """One file with one to five things wrong; the same number always gives the same damage."""
    chance = random.Random(seed)
    path = chance.choice(FILES)
    text = path.read_text("utf-8")
    for _ in range(chance.randint(1, 5)):
        lines = text.split("\n")
        n = chance.randrange(len(lines))
        at = chance.randrange(len(text) + 1)
        match chance.randrange(10):
            case 0:
                del lines[n]
            case 1:
                lines.insert(n, chance.choice(lines))
            case 2:
                m = chance.randrange(len(lines))
                lines[n], lines[m] = lines[m], lines[n]
            case 3:
                lines[n] = " " * chance.randint(0, 9) + lines[n].lstrip()
            case 4:  # a slip in a word
                words = lines[n].split(" ")
                w = chance.randrange(len(words))
                words[w] = "".join(chance.sample(words[w], len(words[w])))
                lines[n] = " ".join(words)
            case 5:  # a block at another place
                m = min(len(lines), n + chance.randint(1, 30))
                block, lines[n:m] = lines[n:m], []
                spot = chance.randrange(len(lines) + 1)
                lines[spot:spot] = block
            case 6:
                lines = lines[:n] if chance.random() < 0.3 else lines
            case 7:
                lines = (text[:at] + text[at + chance.randint(1, 40):]).split("\n")
            case _:
                lines = (text[:at] + chance.choice(TRAPS) + text[at:]).split("\n")
        text = "\n".join(lines) or " "
    raw = text.encode("utf-8")
    if chance.random() < 0.1:
        at = chance.randrange(len(raw) + 1)
        raw = raw[:at] + chance.choice(BYTES) + raw[at:]
    return path.name, raw


@pytest.fixture(scope="module")
def course():
    return open_course(ROOT)


@pytest.mark.parametrize("batch", range(3))
def test_damaged_files_give_plain_reports_and_what_can_be_read_can_be_scored(batch, course, tmp_path):
    (tmp_path / "exercises").mkdir()
    small = replace(course, folder=tmp_path)
    told = 0
    for seed in range(50 * batch, 50 * batch + 50):
        name, raw = damaged(seed)
        path = tmp_path / "exercises" / name
        path.write_bytes(raw)
        found, faults = check_exercises(small)
        last = raw.count(b"\n") + 1
        for fault in faults:
            assert fault.file == f"exercises/{name}" and fault.problem, seed
            assert 1 <= fault.row <= last, seed
            assert "Traceback" not in str(fault) and "object at 0x" not in str(fault) and len(str(fault)) < 900, (seed, str(fault))
        for exercise in found:  # a fault elsewhere must not make an exercise that can be shown a trap
            if not faults:
                score(exercise, "a", course)
        assert "Traceback" not in str(ExerciseError(faults))
        told += bool(faults)
        path.unlink()
    assert told > 30  # else the damage would be too small to try anything


def test_the_whole_check_takes_less_than_two_seconds():
    started = time.process_time()  # what other programs do meanwhile does not count
    report = check_course(ROOT)
    _, faults = check_exercises(open_course(ROOT))
    assert report.ok and not faults
    assert time.process_time() - started < 1.8  # starting Python takes the rest
