"""Write the JSON Schema of exercise files, so that editors complete and check them."""

from __future__ import annotations

import json
from pathlib import Path

from historylab.course import open_course
from historylab.exercises.read import FOLDER
from historylab.exercises.schema import json_schema

NAME = "exercises.schema.json"


def schema_text() -> str:
    """The schema as it stands in the file."""
    return json.dumps(json_schema(), indent=1, ensure_ascii=False) + "\n"


def main(arguments: list[str]) -> int:
    """Write the schema beside the exercise files.

    Parameters
    ----------
    arguments : list of str
        The folder of the course, or nothing: then the folders above are searched.
    """
    path = Path(open_course(*arguments[:1]).folder, FOLDER, NAME)
    path.write_text(schema_text(), "utf-8", newline="\n")
    print(f"Written: {path.name}")
    return 0
