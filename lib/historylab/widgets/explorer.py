"""The common part of every explorer: traits that the front end shows and sends back.

An explorer declares its controls as data and computes a picture, an alternative text, a
status line, the chosen record in words and a table. The front end (explorer.js) turns
them into native HTML controls. What an explorer shows is decided by its subclass.
"""

import base64
from collections import OrderedDict
from html import escape
from pathlib import Path

import anywidget
import traitlets

from historylab.words import choices

_HERE = Path(__file__).parent
FRAMES_KEPT = 64


class FrameCache:
    """Keep the last few frames by state, the one unused for longest going first.

    Parameters
    ----------
    limit : int
        How many frames are kept; 64 pictures of 30 kB are 2 MB.

    Examples
    --------
    >>> cache = FrameCache(limit=2)
    >>> for state in ("a", "b", "a", "c"):
    ...     _ = cache.get(state, lambda: f"frame {state}")
    >>> sorted(cache)
    ['a', 'c']
    """

    def __init__(self, limit=FRAMES_KEPT):
        self._frames = OrderedDict()
        self._limit = limit

    def __len__(self):
        return len(self._frames)

    def __iter__(self):
        return iter(self._frames)

    def get(self, state, make):
        """Return the frame of `state`; `make()` is called for a state not kept."""
        if state in self._frames:
            self._frames.move_to_end(state)
            return self._frames[state]
        frame = self._frames[state] = make()
        while len(self._frames) > self._limit:
            self._frames.popitem(last=False)
        return frame


def one_of(value, allowed, what):
    """Return `value` if it is allowed, or raise naming the nearest spelling.

    Examples
    --------
    >>> one_of("Northlnd", ["Northland", "Southland"], "actors")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    traitlets.traitlets.TraitError: actors: 'Northlnd' is not known here. Did you mean 'Northland'...
    """
    if value in allowed:
        return value
    raise traitlets.TraitError(f"{what}: {value!r} is not known here. {choices(str(value), allowed)}")


def some_of(values, allowed, what):
    """Return `values` in the order of `allowed`, without doubles; refuse unknown ones."""
    wanted = {one_of(value, allowed, what) for value in values}
    return [value for value in allowed if value in wanted]


def option(value, label=None, *, off=False):
    """Return one choice of a control; `off` marks a button that leads nowhere now."""
    return {"value": value, "label": label or value, "off": off}


def told(term, *texts):
    """Return one line of the details, or nothing when there is no text to tell.

    Parameters
    ----------
    term : str
        What the line is about, such as "When".
    *texts : str or dict
        Texts, empty ones left out; a dict has `text` and `href` and becomes a link.

    Examples
    --------
    >>> told("Place", "")
    []
    >>> told("Place", "Northport")
    [{'term': 'Place', 'texts': [{'text': 'Northport'}]}]
    """
    texts = [{"text": text} if isinstance(text, str) else text for text in texts if text]
    return [{"term": term, "texts": texts}] if texts else []


def cited(course, citations):
    """Return the works of some citations as texts, with a link where one is known."""
    works = []
    for citation in citations:
        href = course.sources[citation.key].url
        works.append({"text": course.cite((citation,)), **({"href": href} if href else {})})
    return works


def shown_table(table, filename):
    """Return a DataTable as the front end takes it: all cells text, with the CSV."""
    rows = [["" if cell is None else str(cell) for cell in row] for row in table.rows]
    return {"caption": table.caption, "columns": list(table.columns), "rows": rows,
            "csv": table.csv(), "filename": filename}


class Explorer(anywidget.AnyWidget):
    """A picture that changes with native, labelled controls, and says in words what it shows.

    A subclass overrides `_state()` (what the picture depends on, hashable), `_frame()`
    (what is shown in that state, kept for the next time), `_words()` (what is told anew
    at each step), `_controls()` (the declared controls) and `_pressed(name)` (a button).

    Traits that a teacher may read or observe: `alt`, `facts`, `status`, `details`, `table`.
    """

    _esm = _HERE / "explorer.js"
    _css = _HERE / "explorer.css"

    label = traitlets.Unicode("Explorer").tag(sync=True)
    details_label = traitlets.Unicode("The chosen record").tag(sync=True)
    controls = traitlets.List().tag(sync=True)
    picture = traitlets.Bytes().tag(sync=True)
    picture_size = traitlets.List([1200, 675]).tag(sync=True)
    alt = traitlets.Unicode().tag(sync=True)
    caption = traitlets.Unicode().tag(sync=True)
    status = traitlets.Unicode().tag(sync=True)
    facts = traitlets.List().tag(sync=True)
    sources = traitlets.List().tag(sync=True)
    notes = traitlets.List().tag(sync=True)
    details = traitlets.Dict().tag(sync=True)
    table = traitlets.Dict().tag(sync=True)

    #: "room", "page", "phone", or "auto": for a room, or a phone where the page is narrow.
    size = traitlets.Enum(["auto", "room", "page", "phone"], "auto")
    narrow = traitlets.Bool(False).tag(sync=True)

    #: Names of the traits that make up the state; a change of one calls for a new frame.
    _state_traits = ()

    def __init__(self, **traits):
        self._frames = FrameCache()
        super().__init__(**traits)
        self.on_msg(self._on_message)
        self.observe(self._on_state, names=[*self._state_traits, "size", "narrow"])
        self._show()

    def _state(self):
        """Return what the frame depends on, as a hashable value."""
        raise NotImplementedError

    def _frame(self):
        """Return the frame of the present state: a dict of trait names and values, and `facts`."""
        raise NotImplementedError

    def _words(self, frame):
        """Return the traits that are cheap to tell anew: details, status."""
        return {}

    def _controls(self):
        """Return the declared controls; the number and names never change."""
        return self.controls

    def _pressed(self, name):
        """Answer the press of the button `name`."""

    @property
    def _canvas(self):
        """The size of chart to draw now."""
        if self.size != "auto":
            return self.size
        return "phone" if self.narrow else "room"

    def _on_message(self, _widget, content, _buffers):
        if not isinstance(content, dict):
            return
        if isinstance(content.get("narrow"), bool):
            self.narrow = content["narrow"]
        if isinstance(content.get("press"), str):
            self._pressed(content["press"])

    def _on_state(self, _change):
        self._show()

    def _show(self):
        frame = dict(self._frames.get((self._canvas, self._state()), self._frame))
        frame.update(self._words(frame), controls=self._controls())
        # One message for the whole step: the picture and its words never disagree.
        with self.hold_sync():
            for name, value in frame.items():
                setattr(self, name, value)

    def __repr__(self):
        return "\n".join([self.alt, *(f"- {fact}" for fact in self.facts)])

    def _repr_mimebundle_(self, **_options):
        # Not truncated as ipywidgets does: the text is compared by nbval and is what a
        # reader of the plain file sees. The HTML is for readers without a kernel.
        data = {"text/plain": repr(self), "text/html": self._still()}
        data["application/vnd.jupyter.widget-view+json"] = {
            "version_major": 2, "version_minor": 0, "model_id": self.model_id,
        }
        return data, {}

    def _still(self):
        """Return what is shown now as HTML that needs no kernel and no script."""
        def listed(name, texts):
            items = "".join(f"<li>{escape(text)}</li>" for text in texts)
            return f"<details><summary>{name} ({len(texts)})</summary><ul>{items}</ul></details>"

        width, _height = self.picture_size
        picture = base64.b64encode(self.picture).decode("ascii")
        return (
            f'<figure style="margin:0;max-width:{width}px"><img alt="{escape(self.alt)}" '
            f'width="{width}" style="max-width:100%;height:auto" '
            f'src="data:image/png;base64,{picture}"><figcaption><p>{escape(self.caption)}</p>'
            "<p>Run this cell to get the controls.</p></figcaption>"
            f"{listed('The picture in sentences', self.facts)}{listed('Sources', self.sources)}"
            "</figure>"
        )
