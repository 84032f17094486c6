"""The parts of the teacher pages that follow from data/: objectives, key, mix-ups, samples.

The minutes follow from the headings of the lesson itself.

`python tests/data/teacher_pages.py` writes them anew between their marks; what stands
outside the marks is written by hand. The test beside this file compares the two.
"""

import csv
import json
import re
from functools import cache
from pathlib import Path

from ruamel.yaml import YAML

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted((ROOT / "docs" / "teacher").glob("lesson-0*.md"))
PARTS = ("objectives", "mix-ups", "key", "samples")


@cache
def lesson_of(number):
    """The exercise file of a lesson, as plain dicts, lists and texts."""
    file = next((ROOT / "data" / "exercises").glob(f"{number}-*.yaml"))
    return YAML(typ="base").load(file.read_text(encoding="utf-8"))


@cache
def misconceptions():
    with (ROOT / "data" / "misconceptions.csv").open(encoding="utf-8", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


def number_of(page):
    return re.search(r"lesson-(\d\d)", page.stem).group(1)


def one_line(text):
    return " ".join(text.split())


def class_exercises(number):
    return [one for one in lesson_of(number)["exercises"] if one["path"] == "class"]


def revealing(number):
    """Mix-up -> the exercises of the lesson, each with the options that reveal it."""
    found = {}
    for exercise in lesson_of(number)["exercises"]:
        for name in ("options", "near", "answers"):
            for option in exercise.get(name, ()):
                if isinstance(option, dict) and option.get("misconception", "slip") != "slip":
                    ends = dict.fromkeys((option.get("low", ""), option.get("high", "")))
                    said = option.get("id") or option.get("text") or " to ".join(ends)
                    found.setdefault(option["misconception"], {}).setdefault(exercise["id"], []).append(said)
    return found


def objectives(number):
    return [f"{n}. {one_line(one['text'])}" for n, one in enumerate(lesson_of(number)["objectives"], 1)]


def mix_ups(number):
    lines = ["| What pupils may think | id | Shown by (exercise: option) |", "|---|---|---|"]
    shown = revealing(number)
    own = [key for key, row in misconceptions().items() if row["lesson"].startswith(number)]
    for key in [*own, *(key for key in shown if key not in own)]:
        where = "; ".join(f"`{name}`: {', '.join(options)}" for name, options in shown.get(key, {}).items())
        lines.append(f"| {misconceptions()[key]['misconception']} | `{key}` | {where or 'talk only'} |")
    return lines


def key(number):
    lines = []
    for exercise in class_exercises(number):
        lines += [f"### `{exercise['id']}`: {exercise['title']} ({exercise['minutes']} min)", ""]
        lines += [f"> {one_line(exercise['prompt'])}", ""]
        lines += answers(exercise)
        lines += [f"- **Why:** {one_line(exercise['explanation'])}", ""]
    return lines[:-1]


def answers(exercise):
    """The right answers of an exercise, each with its reason."""
    kind = exercise["kind"]
    if kind in ("choice", "multiple"):
        right = [o for o in exercise["options"] if o["correct"] == "yes"]
        return [f"- **{o['id']}, {one_line(o['text'])}** {one_line(o['feedback'])}" for o in right]
    if kind == "match":
        names = {side["id"]: one_line(side["text"]) for side in exercise["right"]}
        return [f"- {one_line(o['text'])} **{names[o['answer']]}.** {one_line(o['feedback'])}"
                for o in exercise["left"]]
    if kind == "verdict":
        lines = [f"- Claim: *{one_line(exercise['claim'])}*"]
        lines += [f"- **{o['id']}.** {one_line(o['feedback'])}" for o in exercise["answers"] if o["correct"] == "yes"]
        needed = [f"{o['ref']} ({one_line(o['text'])})" for o in exercise["evidence_options"] if o["role"] == "needed"]
        return [*lines, f"- **Evidence needed:** {'; '.join(needed)}."]
    if kind == "free-text":
        return [f"- **{one['level']}:** {one_line(one['what'])}" for one in exercise["rubric"]]
    raise ValueError(f"{exercise['id']}: say how the key of a {kind} exercise is told")


def samples(number):
    lines = []
    for exercise in class_exercises(number):
        if exercise["kind"] == "free-text":
            lines += [f"**`{exercise['id']}`**", ""]
            lines += [f"- *{one['level']}:* {one_line(one['sample'])}" for one in exercise["rubric"]]
            lines.append("")
    return lines[:-1]


MADE = {"objectives": objectives, "mix-ups": mix_ups, "key": key, "samples": samples}


def part(page, name):
    """What stands between the marks of a part, or None."""
    text = page.read_text(encoding="utf-8")
    found = re.search(rf"<!-- {name} -->\n(.*?)\n<!-- /{name} -->", text, flags=re.S)
    return found.group(1) if found else None


def minutes_of_lesson(page):
    """(section, minutes in class) as the pupils' page tells them; empty if there is none yet."""
    lesson = next((ROOT / "notebooks").glob(f"{number_of(page)}-*.ipynb"), None)
    if lesson is None:
        return []
    cells = json.loads(lesson.read_text(encoding="utf-8"))["cells"]
    text = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")
    told = re.findall(r"^## (\d)\. ([\w ]+?)\n+\*In class (\d+) min", text, flags=re.M)
    return [(f"{number} {name}", int(count)) for number, name, count in told]


def write(page):
    """Write the parts of a page that follow from data/ anew."""
    text = page.read_text(encoding="utf-8")
    for name, make in MADE.items():
        made = "\n".join(make(number_of(page)))
        text = re.sub(rf"<!-- {name} -->\n.*?<!-- /{name} -->", lambda _: f"<!-- {name} -->\n{made}\n<!-- /{name} -->",
                      text, flags=re.S)
    for section, count in minutes_of_lesson(page):
        text = re.sub(rf"^\| {section} \| \d+ \|", f"| {section} | {count} |", text, flags=re.M)
    page.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    for page in PAGES:
        write(page)
