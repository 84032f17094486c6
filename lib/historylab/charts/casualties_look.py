"""How each kind of count looks: fill, hatch and edge; deaths have a whole edge."""
from __future__ import annotations

from dataclasses import replace

from .casualties_words import capital, group_words
from .style import INK, OKABE_ITO, PAPER, Role

__all__ = ["key_words", "look_of"]

# Military is solid and civilian hatched in every chart. What is no count of
# the dead has a pale fill, and gets a dashed edge when it is drawn.
_LOOKS = {
    "military": Role("military", OKABE_ITO["sky"], "", "s"),
    "civilian": Role("civilian", OKABE_ITO["orange"], "///", "o"),
    "all": Role("military and civilian together", "#BDBDBD", "", "D"),
    "prisoners": Role("prisoners of war", OKABE_ITO["purple"], "", "v"),
    "killed": Role("killed", OKABE_ITO["sky"], "", "s"),
    "deaths": Role("deaths", OKABE_ITO["sky"], "", "s"),
    "killed-or-missing": Role("killed or missing", "#AAD9F4", "", "s"),
    "wounded": Role("wounded", "#E5E5E5", "", "o"),
    "captured-or-missing": Role("captured or missing", PAPER, "", "v"),
}
_OTHER = Role("other", "#E5E5E5", "", "o", INK)


_PALE = {OKABE_ITO["sky"]: "#AAD9F4", OKABE_ITO["orange"]: "#F5D899", "#BDBDBD": "#E5E5E5"}


def look_of(key: str, dead: str = "yes") -> Role:
    """Return the role of a group of people or of a measure.

    Parameters
    ----------
    key : str
        Group or measure.
    dead : str
        "partly" makes the fill pale, "no" leaves it white.
    """
    role = _LOOKS.get(key, _OTHER)
    if dead == "no" and key in ("military", "civilian", "all", "prisoners"):
        return replace(role, fill=PAPER)
    return replace(role, fill=_PALE.get(role.fill, role.fill)) if dead == "partly" else role


def _forms(view):
    """Return the forms that need a word: single values and stated values."""
    values = [bar.values for bar in view.bars]
    longest = max(v for each in values for v in each if v is not None)
    # too narrow for a bar: the drawing, which knows the pixels, decides alike
    if any(None in (low, high) or high - low < longest / 100 for low, _, high in values):
        yield "caliper", "single or narrow value"
    if any(c is not None and low is not None and high is not None
           and high - low >= longest / 100 for low, c, high in values):
        yield "notch", "source's own value"


def key_words(view) -> tuple[tuple[str, str], ...]:
    """Return (look, word) for the key; rows that carry words need no key of looks.

    Parameters
    ----------
    view : CasualtyView
        What is shown.
    """
    looks = dict.fromkeys(bar.look for bar in view.bars if view.by == "country")
    words = {"all": "Both together"}
    return (*((look, words.get(look) or capital(group_words(look))) for look in looks),
            *_forms(view))
