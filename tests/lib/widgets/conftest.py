"""Let the tests of the explorers use the invented courses of the chart tests."""
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1] / "charts"))
