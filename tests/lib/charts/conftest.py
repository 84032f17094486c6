"""Let the tests of the charts import the invented samples that lie beside them."""
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parent))
