"""The common part of the explorers, without a browser."""

import base64

import pytest
import traitlets

from historylab.widgets.explorer import Explorer, FrameCache, one_of, option, some_of, told


class Lamp(Explorer):
    """A smallest explorer: one colour, one button."""

    colour = traitlets.Unicode("red").tag(sync=True)
    _state_traits = ("colour",)

    def __init__(self):
        self.drawn = []
        super().__init__(label="Lamp")

    def _state(self):
        return self.colour

    def _frame(self):
        self.drawn.append(self.colour)
        return {"picture": self.colour.encode(), "alt": f"A {self.colour} <lamp>",
                "facts": [f"It is {self.colour}."], "sources": ["A book"], "caption": "Note & more"}

    def _words(self, frame):
        return {"status": f"Now {self.colour}."}

    def _controls(self):
        return [{"kind": "select", "name": "colour", "label": "Colour",
                 "options": [option("red"), option("blue")]}]

    def _pressed(self, name):
        self.colour = name


def messages(widget):
    """Return the list that will hold the states sent to the front end."""
    sent = []
    widget._send = lambda data, buffers=None: sent.append((data, buffers))
    return sent


def test_a_state_seen_before_is_not_drawn_again():
    lamp = Lamp()
    lamp.colour = "blue"
    lamp.colour = "red"
    assert lamp.drawn == ["red", "blue"]
    assert (lamp.picture, lamp.alt, lamp.status) == (b"red", "A red <lamp>", "Now red.")


def test_one_step_sends_one_message_with_picture_and_words():
    lamp = Lamp()
    sent = messages(lamp)
    lamp.colour = "blue"
    (told_with_picture,) = [data["state"] for data, buffers in sent if buffers]
    assert {"alt", "status", "facts"} <= told_with_picture.keys()


def test_a_button_of_the_front_end_reaches_the_explorer():
    lamp = Lamp()
    lamp._handle_custom_msg({"press": "blue"}, [])
    assert lamp.colour == "blue"
    lamp._handle_custom_msg({"press": ["not a name"]}, [])
    assert lamp.colour == "blue"


def test_the_plain_text_is_alt_and_facts_in_full():
    data, _ = Lamp()._repr_mimebundle_()
    assert data["text/plain"] == repr(Lamp()) == "A red <lamp>\n- It is red."


def test_the_still_html_escapes_text_and_holds_the_picture():
    html = Lamp()._repr_mimebundle_()[0]["text/html"]
    assert 'alt="A red &lt;lamp&gt;"' in html and "Note &amp; more" in html
    assert base64.b64encode(b"red").decode() in html and "<script" not in html


def test_the_cache_forgets_the_frame_unused_for_longest():
    cache = FrameCache(limit=64)
    for state in range(100):
        cache.get(state, lambda: b"")
    assert len(cache) == 64 and list(cache)[0] == 36


def test_an_unknown_value_is_refused_with_the_nearest_spelling():
    with pytest.raises(traitlets.TraitError, match="actors: 'Northlnd'.*Did you mean 'Northland'"):
        some_of(["Northlnd"], ["Northland", "Southland"], "actors")
    assert some_of(["b", "a", "b"], ["a", "b", "c"], "kinds") == ["a", "b"]
    assert one_of("a", ["a"], "kind") == "a"


def test_a_line_of_details_without_text_is_left_out():
    assert told("Place", "", None) == []
    assert told("Place", "Northport", "")[0]["texts"] == [{"text": "Northport"}]


def test_explorers_stand_in_a_box_with_other_widgets():
    import ipywidgets

    box = ipywidgets.VBox([Lamp(), ipywidgets.Label("beside")])
    assert isinstance(box.children[0], ipywidgets.DOMWidget)
