"""Pictures as small PNGs: one palette for all charts, no date, no notes."""

from __future__ import annotations

import io
from functools import lru_cache

from PIL import Image

from .style import PALETTE, PAPER


@lru_cache(maxsize=1)
def _palette() -> Image.Image:
    """Return the one palette of all charts: every colour mixed with white and with black."""
    colours = [(255, 255, 255), (243, 243, 243), *((grey, grey, grey) for grey in range(0, 245, 8))]
    for base in sorted(PALETTE - {PAPER}):
        red, green, blue = (int(base[at : at + 2], 16) for at in (1, 3, 5))
        for part in range(1, 7):
            share = part / 6
            colours.append(tuple(round(255 + (c - 255) * share) for c in (red, green, blue)))
            colours.append(tuple(round(c * share) for c in (red, green, blue)))
    unique = list(dict.fromkeys(colours))[:256]
    holder = Image.new("P", (1, 1))
    holder.putpalette([part for colour in unique for part in colour])
    return holder


def quantise(image: Image.Image) -> Image.Image:
    """Return an image in the palette that all charts share.

    One palette for all lets pictures be put together from pieces, keeps white
    white, and takes 2 ms where an own palette takes 50.

    Parameters
    ----------
    image : PIL.Image.Image
        A picture in mode RGB.
    """
    return image.quantize(palette=_palette(), dither=Image.Dither.NONE)


def encode(image: Image.Image, *, level: int = 6) -> bytes:
    """Return an image as PNG bytes without date or other notes.

    Parameters
    ----------
    image : PIL.Image.Image
        Any picture; a palette image is written as such.
    level : int
        0 to 9: how hard to compress.
    """
    out = io.BytesIO()
    image.save(out, format="PNG", compress_level=level)
    return out.getvalue()
