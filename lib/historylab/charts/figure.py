"""`ChartFigure`: a matplotlib figure that carries its words, sources and data.

The parts round the drawing are settled here: the title above, the note and the
source line below. What is left between them is `plot_area`.
"""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from urllib.parse import quote

import matplotlib
import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.transforms import Affine2D
from PIL import Image

from .evidence import DataTable
from .png import encode, quantise
from .style import INK, PAPER, QUIET, Size, font, size_of, wrap

NAMED_SOURCES = 3
# JupyterLab acts on letters typed while something in an output has the focus (x cuts the
# cell) unless the focused element itself carries this.
KEEP_KEYS = 'data-lm-suppress-shortcuts="true"'
NOTE_WORDS = 30  # a longer note is folded away: the picture holds the short one


@dataclass(frozen=True, slots=True)
class Margins:
    """Where title and footer stand, and what they leave for the drawing.

    Parameters
    ----------
    title, footer : tuple of str
        The lines as broken for the width of the canvas.
    plot_area : tuple of float
        Box (x0, y0, x1, y1) in pixels from the top left corner.
    """

    title: tuple[str, ...]
    footer: tuple[str, ...]
    plot_area: tuple[float, float, float, float]


def source_line(sources: Sequence[str]) -> str:
    """Return "Sources: a; b; c; and n more (listed below)", however long that is.

    Examples
    --------
    >>> source_line(["A. Author 1950", "B. Writer 1960"])
    'Sources: A. Author 1950; B. Writer 1960'
    """
    named = "; ".join(sources[:NAMED_SOURCES])
    more = len(sources) - NAMED_SOURCES
    word = "Source" if len(sources) == 1 else "Sources"
    return f"{word}: {named}" + (f"; and {more} more (listed below)" if more > 0 else "")


def fitted_source_line(
    size: Size | str, names: Sequence[str], *, total: int | None = None
) -> str:
    """Return "Sources: a; b; c (all 9 are listed below)", as many as fit in a line.

    Parameters
    ----------
    size : Size or str
        The canvas.
    names : sequence of str
        Short names, the most important first.
    total : int or None
        How many works there are in all; None = as many as names.

    Examples
    --------
    >>> fitted_source_line("room", ["A. Author 1950", "B. Writer 1960"])
    'Sources: A. Author 1950; B. Writer 1960'
    """
    size = size_of(size)
    total = len(names) if total is None else total
    word = "Source" if total == 1 else "Sources"
    for named in range(min(NAMED_SOURCES, len(names)), 0, -1):
        more = f" (all {total} are listed below)" if total > named else ""
        line = f"{word}: {'; '.join(names[:named])}{more}"
        if len(wrap(line, size.width - 2 * size.margin, size.small, size.dpi)) == 1:
            break
    return line


def margins(
    size: Size | str, *, title: str, note: str, sources: str, footer_lines: int = 0
) -> Margins:
    """Break title and footer into lines and return what they leave.

    Parameters
    ----------
    size : Size or str
        The canvas.
    title, note, sources : str
        The texts; `sources` is the finished source line.
    footer_lines : int
        Lines to keep free at the least, so that pictures of one series agree.
    """
    size = size_of(size)
    inner = size.width - 2 * size.margin
    heads = wrap(title, inner, size.title, size.dpi, bold=True)
    foot = wrap(note, inner, size.small, size.dpi) + wrap(sources, inner, size.small, size.dpi)
    top = size.margin + len(heads) * _line(size, size.title) + size.margin / 2
    bottom = max(len(foot), footer_lines) * _line(size, size.small) + 1.5 * size.margin
    area = (float(size.margin), top, float(size.width - size.margin), size.height - bottom)
    return Margins(tuple(heads), tuple(foot), area)


def _line(size: Size, points: float) -> float:
    return 1.25 * size.pixels(points)


class ChartFigure(Figure):
    """A matplotlib `Figure` with alt text, facts, sources and a data table.

    Made by the chart functions with `ChartFigure.new`. As the last line of a
    cell it shows once, as an HTML figure; as plain text it is the alt text and
    the facts, so that a changed bar changes the text too.

    Attributes
    ----------
    alt : str
        What the picture shows, in 40 to 120 words.
    facts : tuple of str
        One sentence for every bar and mark drawn.
    title_text, note : str
        The title; what is not labelled, and the definitions.
    sources : tuple of str
        Every work the chart rests on.
    size : Size
        The canvas.
    plot_area : tuple of float
        Box (x0, y0, x1, y1) in pixels from the top left corner, free for the drawing.
    """

    @classmethod
    def new(
        cls,
        size: Size | str = "room",
        *,
        alt: str,
        facts: Sequence[str],
        table: DataTable,
        sources: Sequence[str],
        title: str,
        note: str = "",
        named_sources: Sequence[str] = (),
        footer_lines: int = 0,
    ) -> "ChartFigure":
        """Make an empty chart with title, note and source line drawn.

        Parameters
        ----------
        size : Size or str
            "room", "page" or "phone".
        alt, title, note : str
            See the class; an empty note is left out.
        facts : sequence of str
            One sentence for every bar and mark.
        table : DataTable
            The data drawn.
        sources : sequence of str
            Every work, in full.
        named_sources : sequence of str
            The same works in short form for the line under the picture
            ("A. Author 1950"); empty = as in `sources`.
        footer_lines : int
            Lines kept for note and sources at the least; 0 = as many as needed.

        Raises
        ------
        ValueError
            If there is no source or no alt text.
        """
        if not sources:
            raise ValueError(
                f'The chart "{title}" names no source. Give every row it draws at least one '
                "key in its column 'sources'."
            )
        if not alt.strip():
            raise ValueError(f'The chart "{title}" has no alt text. Say in words what it shows.')
        size = size_of(size)
        figure = cls(
            figsize=(size.width / size.dpi, size.height / size.dpi), dpi=size.dpi, facecolor=PAPER
        )
        FigureCanvasAgg(figure)
        figure.size = size
        figure.alt = alt
        figure.facts = tuple(facts)
        figure.title_text = title
        figure.note = note
        figure.sources = tuple(sources)
        figure._table = table
        names = tuple(named_sources) or figure.sources
        line = fitted_source_line(size, names, total=len(figure.sources))
        frame = margins(size, title=title, note=note, sources=line, footer_lines=footer_lines)
        figure.plot_area = frame.plot_area
        figure._draw_frame(frame)
        return figure

    @property
    def pixels(self):
        """The transform from pixels, counted from the top left corner, to the figure."""
        size = self.size
        return Affine2D().scale(1 / size.width, -1 / size.height).translate(0, 1) + self.transFigure

    def write(
        self,
        x: float,
        y: float,
        text: str,
        *,
        points: float | None = None,
        bold: bool = False,
        colour: str = INK,
        across: str = "left",
        down: str = "baseline",
    ):
        """Write a text at a pixel and return the matplotlib `Text`.

        Parameters
        ----------
        x, y : float
            Pixels from the top left corner.
        text : str
            One or more lines.
        points : float or None
            Size; None = the size for words a question needs.
        bold, colour
            The look.
        across : {"left", "center", "right"}
            Which part of the text stands at x.
        down : {"baseline", "top", "center", "bottom"}
            Which part of the text stands at y.
        """
        return self.text(
            x,
            y,
            text,
            transform=self.pixels,
            fontproperties=font(points or self.size.text, bold),
            color=colour,
            ha=across,
            va=down,
            linespacing=1.15,
            parse_math=False,  # a dollar sign in the data is a dollar sign
        )

    def axes_at(self, box: Sequence[float]):
        """Add axes that fill a box of pixels (x0, y0, x1, y1 from the top left corner).

        Returns
        -------
        matplotlib.axes.Axes
            Axes with ordinary, upward coordinates.
        """
        x0, y0, x1, y1 = box
        width, height = self.size.width, self.size.height
        return self.add_axes((x0 / width, 1 - y1 / height, (x1 - x0) / width, (y1 - y0) / height))

    def _draw_frame(self, frame: Margins) -> None:
        size = self.size
        self.write(
            size.margin, size.margin, "\n".join(frame.title),
            points=size.title, bold=True, down="top",
        )  # fmt: skip
        self.write(
            size.margin, size.height - size.margin / 2, "\n".join(frame.footer),
            points=size.small, colour=QUIET, down="bottom",
        )  # fmt: skip

    def table(self) -> DataTable:
        """Return the data drawn, as a table with `.csv()`."""
        return self._table

    def image(self) -> Image.Image:
        """Return the picture as a Pillow image in mode RGB."""
        self.canvas.draw()
        pixels = np.asarray(self.canvas.buffer_rgba())[:, :, :3]
        return Image.fromarray(np.ascontiguousarray(pixels))

    def png(self) -> bytes:
        """Return the picture as a PNG of at most 256 colours; same input, same bytes."""
        return encode(quantise(self.image()))

    def save(self, path: str | Path) -> Path:
        """Write the chart to a file and return its path.

        Parameters
        ----------
        path : str or Path
            Ends in .png, .svg or .pdf.

        Raises
        ------
        ValueError
            If it ends otherwise.
        """
        path = Path(path)
        kind = path.suffix.lower().lstrip(".")
        if kind == "png":
            path.write_bytes(self.png())
        elif kind in ("svg", "pdf"):
            # without a fixed salt and with a date, the same chart gives other bytes each time
            stamp = {"Date": None} if kind == "svg" else {"CreationDate": None}
            settings = {"svg.hashsalt": "historylab", "savefig.bbox": None}
            with matplotlib.rc_context(settings):
                self.savefig(path, format=kind, metadata={**stamp, "Title": self.title_text})
        else:
            raise ValueError(
                f"A chart cannot be saved as {path.name!r}. Let the name end in .png (for slides), "
                ".svg (for web pages) or .pdf (for print)."
            )
        return path

    def text_facts(self) -> str:
        """Return alt text and facts as plain text, one fact a line."""
        return "\n".join((self.alt, *(f"- {fact}" for fact in self.facts)))

    def html(self) -> str:
        """Return the chart as one HTML figure with caption, facts and data table."""
        picture = base64.b64encode(self.png()).decode("ascii")
        note = f"<p>{escape(self.note)}</p>" if self.note else ""
        if len(self.note.split()) > NOTE_WORDS:
            note = f"<details><summary {KEEP_KEYS}>How to read this chart</summary>{note}</details>"
        works = "".join(f"<li>{escape(work)}</li>" for work in self.sources)
        facts = "".join(f"<li>{escape(fact)}</li>" for fact in self.facts)
        table = self.table()
        link = "data:text/csv;charset=utf-8," + quote(table.csv())
        return (
            f'<figure style="margin:0;max-width:{self.size.shown}px">'
            f'<img alt="{escape(self.alt)}" width="{self.size.shown}" '
            f'style="max-width:100%;height:auto" src="data:image/png;base64,{picture}">'
            f"<figcaption>{note}"
            f"<details><summary {KEEP_KEYS}>Sources ({len(self.sources)})</summary><ul>{works}</ul></details>"
            f"</figcaption>"
            f"<details><summary {KEEP_KEYS}>The chart in sentences</summary><ul>{facts}</ul></details>"
            f"<details><summary {KEEP_KEYS}>The data as a table</summary>{table._repr_html_()}"
            f'<p><a {KEEP_KEYS} download="chart.csv" href="{link}">Download the table (CSV)</a></p></details>'
            f"</figure>"
        )

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict[str, str]:
        return {"text/html": self.html(), "text/plain": self.text_facts()}

    # matplotlib's own HTML view serves live windows only; ours is the mime bundle
    def _repr_html_(self) -> str:
        return self.html()

    def __repr__(self) -> str:
        return self.text_facts()
