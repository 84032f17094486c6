"""Land, lakes and rivers from a file, and their way onto flat paper.

The projection is Lambert's conformal cone: shapes keep their form, and a circle
of some kilometres stays a circle, which is what doubtful places are drawn as.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

EARTH = 6371.0  # kilometres


@dataclass(frozen=True, slots=True)
class Cone:
    """A conformal cone that touches the globe along two parallels.

    Parameters
    ----------
    south, north : float
        The parallels, in degrees.
    middle : float
        The meridian that points up, in degrees east.
    """

    south: float = 44.0
    north: float = 62.0
    middle: float = 24.0

    def __call__(self, lat, lon) -> tuple[np.ndarray, np.ndarray]:
        """Return kilometres to the right of the middle meridian, and up.

        Examples
        --------
        >>> x, y = Cone(middle=10)([50, 51], [10, 10])
        >>> [round(float(value), 6) for value in x], round(float(y[1] - y[0]))
        ([0.0, 0.0], 110)
        """
        lat, lon = np.radians(np.asarray(lat, float)), np.radians(np.asarray(lon, float))
        one, two = np.radians(self.south), np.radians(self.north)
        tangent = lambda angle: np.tan(np.pi / 4 + angle / 2)  # noqa: E731
        n = np.log(np.cos(one) / np.cos(two)) / np.log(tangent(two) / tangent(one))
        reach = EARTH * np.cos(one) * tangent(one) ** n / n
        radius = reach / tangent(lat) ** n
        turn = n * (lon - np.radians(self.middle))
        return radius * np.sin(turn), reach / tangent(np.radians(50)) ** n - radius * np.cos(turn)

    def scale(self, lat: float) -> float:
        """Return how many kilometres on paper one kilometre on the ground becomes."""
        _, y = self([lat - 0.05, lat + 0.05], [self.middle, self.middle])
        return float(y[1] - y[0]) / (EARTH * np.radians(0.1))


@dataclass(frozen=True, slots=True)
class Land:
    """Outlines in degrees, as (n, 2) arrays of longitude and latitude.

    Parameters
    ----------
    land, lakes : tuple of ndarray
        Rings; the last point is not the first again.
    rivers : tuple of ndarray
        Lines.
    box : tuple of float
        West, south, east and north edge of what the file holds.
    source_key : str
        Key of sources.csv.
    """

    land: tuple[np.ndarray, ...]
    lakes: tuple[np.ndarray, ...]
    rivers: tuple[np.ndarray, ...]
    box: tuple[float, float, float, float]
    source_key: str

    def holds(self, lat: float, lon: float) -> bool:
        """Return whether a point lies within the box of the file."""
        west, south, east, north = self.box
        return west <= lon <= east and south <= lat <= north


@lru_cache(maxsize=4)
def _read(path: str, changed: int) -> Land:
    raw = json.loads(Path(path).read_text("utf-8"))
    rings = {
        name: tuple(np.array(points, float) for points in raw[name])
        for name in ("land", "lakes", "rivers")
    }
    return Land(**rings, box=tuple(raw["box"]), source_key=raw["source_key"])


def read_land(folder: str | Path) -> Land:
    """Read map/land.json of a data folder; read again only after it has changed.

    Raises
    ------
    ValueError
        If the file is missing or is no land file; the text says what to do.
    """
    path = Path(folder) / "map" / "land.json"
    try:
        return _read(str(path), path.stat().st_mtime_ns)
    except FileNotFoundError:
        raise ValueError(
            f"The map needs {path}, and it is not there. Copy the folder data/map of the course anew."
        ) from None
    except (KeyError, ValueError, TypeError) as error:
        raise ValueError(
            f"{path} cannot be read as land ({error}). Copy the folder data/map of the course anew."
        ) from None


def visible(points: np.ndarray, box: tuple[float, float, float, float]) -> bool:
    """Return whether the bounding box of some points touches a box (x0, y0, x1, y1)."""
    low, high = points.min(axis=0), points.max(axis=0)
    return bool(low[0] <= box[2] and box[0] <= high[0] and low[1] <= box[3] and box[1] <= high[1])
