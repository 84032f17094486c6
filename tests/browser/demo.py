"""An explorer with one control of each kind, on invented data, for the browser tests."""

import io
from datetime import date, timedelta

import traitlets
from PIL import Image, ImageDraw

from historylab.widgets.explorer import Explorer, option

DAYS = [date(1905, 3, 1) + timedelta(days=10 * step) for step in range(5)]


def picture(text):
    """Return a small PNG with a text on it."""
    image = Image.new("RGB", (600, 300), "white")
    ImageDraw.Draw(image).text((20, 20), text, fill="black")
    file = io.BytesIO()
    image.save(file, "png")
    return file.getvalue()


class Demo(Explorer):
    """Every kind of control, and a picture that says the state."""

    land = traitlets.Unicode("north").tag(sync=True)
    kinds = traitlets.List(["treaty"]).tag(sync=True)
    as_of = traitlets.Unicode("1905-03-01").tag(sync=True)
    between = traitlets.List(["1905-03-01", "1905-05-01"]).tag(sync=True)
    words = traitlets.Unicode("").tag(sync=True)
    chosen = traitlets.Int(0)
    _state_traits = ("land", "kinds", "as_of", "between", "words", "chosen")

    def __init__(self):
        limits = {"min": "1905-01-01", "max": "1905-12-31"}
        super().__init__(label="Demo explorer", picture_size=[600, 300], controls=[
            {"kind": "buttons", "name": "step", "label": "Step",
             "options": [option("previous", "Previous event"), option("next", "Next event")]},
            {"kind": "select", "name": "land", "label": "Land",
             "options": [option("north", "Northland"), option("south", "Southland"), option("x", "Xland")]},
            {"kind": "checkboxes", "name": "kinds", "label": "Kinds",
             "options": [option("treaty"), option("war"), option("<b>note</b>")]},
            {"kind": "date", "name": "as_of", "label": "As of", **limits},
            {"kind": "dates", "name": "between", "label": "Period", "ends": ["From", "To"], **limits},
            {"kind": "text", "name": "words", "label": "Words"},
        ])

    def _state(self):
        return self.land, tuple(self.kinds), self.as_of, tuple(self.between), self.words, self.chosen

    def _frame(self):
        said = f"{self.land}; {' '.join(self.kinds)}; {self.as_of}; {'/'.join(self.between)}; {self.words}"
        return {
            "picture": picture(said), "alt": f"Demo picture: {said}; event {self.chosen}",
            "status": f"Event {self.chosen}: {said}", "caption": "Source: invented.",
            "details": {"title": f"Event {self.chosen} <i>", "rows": [
                {"term": "When", "texts": [{"text": str(DAYS[self.chosen])}]},
                {"term": "Sources", "texts": [{"text": "A book"}, {"text": "A page", "href": "https://example.org"},
                                              {"text": "bad", "href": "javascript:alert(1)"}]}]},
            "table": {"caption": "Demo table", "columns": ["Day", "Event"],
                      "rows": [[str(day), "<b>event</b>"] for day in DAYS], "csv": "Day,Event\n"},
            "facts": [f"fact of {self.land}"], "sources": ["A book"],
        }

    def _pressed(self, name):
        self.chosen = max(0, min(4, self.chosen + (1 if name == "next" else -1)))
