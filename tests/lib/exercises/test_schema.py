"""The schema beside the exercise files is the one of the model."""
from pathlib import Path

from historylab.commands.schema import NAME, schema_text

DATA = Path(__file__).resolve().parents[3] / "data"


def test_the_committed_schema_is_the_schema_of_the_model():
    assert (DATA / "exercises" / NAME).read_text("utf-8") == schema_text(), "run: python3 start.py schema"
