"""The common part of every explorer: traits that the front end shows and sends back.

An explorer declares its controls as data and computes a picture, an alternative text, a
status line, the chosen record in words and a table. The front end (explorer.js) turns
them into native HTML controls. What an explorer shows is decided by its subclass.
"""

import difflib
from collections import OrderedDict
from pathlib import Path

import anywidget
import traitlets

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
    >>> one_of("Northlnd", ["Northland", "Southland"], "actor")
    Traceback (most recent call last):
    ...
    traitlets.traitlets.TraitError: 'Northlnd' is not an actor here. Did you mean 'Northland'? Allowed: Northland, Southland.
    """
    if value in allowed:
        return value
    near = difflib.get_close_matches(str(value), [str(a) for a in allowed], n=1)
    hint = f" Did you mean {near[0]!r}?" if near else ""
    article = "an" if what[0] in "aeiou" else "a"
    listed = ", ".join(str(a) for a in allowed)
    raise traitlets.TraitError(f"{value!r} is not {article} {what} here.{hint} Allowed: {listed}.")


def some_of(values, allowed, what):
    """Return `values` in the order of `allowed`, without doubles; refuse unknown ones."""
    wanted = {one_of(value, allowed, what) for value in values}
    return [value for value in allowed if value in wanted]


def option(value, label=None, *, off=False):
    """Return one choice of a control; `off` marks a button that leads nowhere now."""
    return {"value": value, "label": label or value, "off": off}


class Explorer(anywidget.AnyWidget):
    """A picture that changes with native, labelled controls, and says in words what it shows.

    A subclass sets `controls` and overrides `_state()` (a hashable value), `_frame()`
    (what the front end shows in that state) and `_pressed(name)` (a button).

    Traits that a teacher may read or observe: `alt`, `status`, `details`, `table`.
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
    details = traitlets.Dict().tag(sync=True)
    table = traitlets.Dict().tag(sync=True)

    #: Names of the traits that make up the state; a change of one calls for a new frame.
    _state_traits = ()

    def __init__(self, **traits):
        self._frames = FrameCache()
        self.facts = ()
        super().__init__(**traits)
        self.on_msg(self._on_message)
        self.observe(self._on_state, names=list(self._state_traits))
        self._show()

    def _state(self):
        """Return what the frame depends on, as a hashable value."""
        raise NotImplementedError

    def _frame(self):
        """Return the frame of the present state: a dict of trait names and values, and `facts`."""
        raise NotImplementedError

    def _pressed(self, name):
        """Answer the press of the button `name`."""

    def _on_message(self, _widget, content, _buffers):
        if isinstance(content, dict) and isinstance(content.get("press"), str):
            self._pressed(content["press"])

    def _on_state(self, _change):
        self._show()

    def _show(self):
        frame = dict(self._frames.get(self._state(), self._frame))
        self.facts = frame.pop("facts", ())
        # One message for the whole step: the picture and its words never disagree.
        with self.hold_sync():
            for name, value in frame.items():
                setattr(self, name, value)

    def __repr__(self):
        return "\n".join([self.alt, *self.facts])

    def _static_html(self):
        """Return HTML for readers without a running kernel, or None."""
        return None

    def _repr_mimebundle_(self, **_options):
        # Not truncated as ipywidgets does: the text is compared by nbval and is what a
        # reader of the plain file sees.
        data = {"text/plain": repr(self)}
        if (html := self._static_html()) is not None:
            data["text/html"] = html
        data["application/vnd.jupyter.widget-view+json"] = {
            "version_major": 2, "version_minor": 0, "model_id": self.model_id,
        }
        return data, {}
