"""Sizes, colours and roles of every chart, and the measuring of text.

A category is never told by colour alone: each `Role` has a fill, a hatch, a
marker and a word. Fills are the Okabe-Ito colours; words are black or `QUIET`,
which has a contrast of 7 to 1 on white.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import matplotlib
from matplotlib.font_manager import FontProperties, get_font
from matplotlib.ft2font import LoadFlags

OKABE_ITO = {
    "black": "#000000",
    "orange": "#E69F00",
    "sky": "#56B4E9",
    "green": "#009E73",
    "yellow": "#F0E442",
    "blue": "#0072B2",
    "vermillion": "#D55E00",
    "purple": "#CC79A7",
}
INK = "#000000"
QUIET = "#595959"
GRID = "#D4D4D4"
BAND = "#F3F3F3"
PAPER = "#FFFFFF"


@dataclass(frozen=True, slots=True)
class Size:
    """A canvas and the sizes of its texts.

    Parameters
    ----------
    name : str
        "room", "page" or "phone".
    width, height : int
        Pixels of the picture.
    dpi : int
        Pixels per inch, so that a text of p points is p * dpi / 72 pixels high.
    text, title, small : float
        Points of the words a question needs, of the title, of the footer.
    shown : int
        Width in CSS pixels at which a browser shows the picture.
    margin : int
        Pixels left free at each edge.
    """

    name: str
    width: int
    height: int
    dpi: int
    text: float
    title: float
    small: float
    shown: int
    margin: int

    def pixels(self, points: float) -> float:
        """Return how many pixels high a text of so many points is.

        Examples
        --------
        >>> round(SIZES["room"].pixels(16), 1)
        22.2
        """
        return points * self.dpi / 72


# page: 7 inches wide, as on a sheet of A4; phone: 390 CSS pixels at double density
SIZES = {
    "room": Size("room", 1200, 675, 100, 16, 22, 12, 1200, 16),
    "page": Size("page", 1008, 720, 144, 9, 12.5, 7.5, 1008, 12),
    "phone": Size("phone", 780, 1400, 200, 9.5, 12.5, 8, 390, 16),
}


def size_of(name: str) -> Size:
    """Return the size of that name.

    Raises
    ------
    ValueError
        If there is no such size; the text lists those there are.

    Examples
    --------
    >>> size_of("room").width
    1200
    """
    if isinstance(name, Size):
        return name
    try:
        return SIZES[name]
    except (KeyError, TypeError):
        allowed = ", ".join(f'"{known}"' for known in SIZES)
        raise ValueError(f"There is no chart size {name!r}. Use one of {allowed}.") from None


@dataclass(frozen=True, slots=True)
class Role:
    """How one category looks, in colour, in grey, and in words.

    Parameters
    ----------
    word : str
        The word that stands on or beside the mark.
    fill : str
        Hex colour of the area.
    hatch : str
        Hatch of the area; empty = solid.
    marker : str
        matplotlib marker for points of this category.
    edge : str
        Hex colour of the outline; black where the fill is too pale alone.
    """

    word: str
    fill: str
    hatch: str = ""
    marker: str = "o"
    edge: str = INK


ROLES = {
    "military": Role("military", OKABE_ITO["sky"], "", "s"),
    "civilian": Role("civilian", OKABE_ITO["orange"], "///", "o"),
    "both": Role("military and civilian", "#BDBDBD", "xx", "D"),
    "prisoners": Role("prisoners", OKABE_ITO["purple"], "..", "v"),
    "killed": Role("killed", OKABE_ITO["sky"], "", "s"),
    "wounded": Role("wounded", OKABE_ITO["orange"], "///", "o"),
    "captured": Role("captured", OKABE_ITO["purple"], "..", "v"),
    "public": Role("public treaty", "#A9D5F2", "", "s"),
    "part": Role("with a secret part", "#F4CF80", "..", "s"),
    "secret": Role("secret", "#F4CF80", "////", "s"),
    "draft": Role("draft", PAPER, "", "s"),
}

# every colour a chart may use; the shared palette of the PNGs is made from these
PALETTE = frozenset((*OKABE_ITO.values(), *(role.fill for role in ROLES.values())))

# the font that matplotlib ships: the same letters on every machine
_FONTS = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
_PATHS = {False: str(_FONTS / "DejaVuSans.ttf"), True: str(_FONTS / "DejaVuSans-Bold.ttf")}


@lru_cache(maxsize=256)
def font(points: float, bold: bool = False) -> FontProperties:
    """Return the font of a text; use it for every text of a chart.

    Parameters
    ----------
    points : float
        Size in points.
    bold : bool
        Whether the letters are bold.
    """
    return FontProperties(fname=_PATHS[bold], size=points)


@lru_cache(maxsize=65536)
def text_width(text: str, points: float, dpi: int, bold: bool = False) -> float:
    """Return the width of one line of text in pixels, as drawn.

    Parameters
    ----------
    text : str
        One line.
    points : float
        Size in points.
    dpi : int
        Pixels per inch of the canvas.
    bold : bool
        Whether the letters are bold.

    Returns
    -------
    float
        Pixels; 0 for an empty text.

    Examples
    --------
    >>> text_width("Northland", 16, 100) < text_width("Northland", 16, 100, bold=True)
    True
    """
    if not text:
        return 0.0
    face = get_font(_PATHS[bold])
    face.set_size(points, dpi)
    face.set_text(text, 0.0, flags=LoadFlags.FORCE_AUTOHINT)
    return face.get_width_height()[0] / 64


def wrap(text: str, width: float, points: float, dpi: int, bold: bool = False) -> list[str]:
    """Break a text into lines no wider than `width` pixels.

    A single word wider than that keeps a line of its own.

    Parameters
    ----------
    text : str
        The text; line breaks in it are kept.
    width : float
        Pixels.
    points, dpi, bold
        As for `text_width`.

    Examples
    --------
    >>> wrap("The treaty of the north", 160, 16, 100)
    ['The treaty of', 'the north']
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split():
            longer = f"{line} {word}" if line else word
            if line and text_width(longer, points, dpi, bold) > width:
                lines.append(line)
                line = word
            else:
                line = longer
        if line:
            lines.append(line)
    return lines
