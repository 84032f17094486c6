"""The repair shop: the claims of a faulty text, judged, backed with evidence and mended."""

from pathlib import Path

import anywidget
import traitlets
from ipywidgets import VBox

from historylab.exercises.progress import Progress, ProgressError, progress_path
from historylab.exercises.repair import claims_of, exercise_of, id_of
from historylab.exercises.result import NOT_ATTEMPTED, PARTLY, RIGHT, WRONG
from historylab.widgets.question import Question
from historylab.widgets.still import still

_HERE = Path(__file__).parent
NAME_WORDS = 9
BEGUN = "begun"
STATE_WORDS = {NOT_ATTEMPTED: "not judged yet", BEGUN: "begun, not checked yet", WRONG: "tried, not yet right", PARTLY: "partly right", RIGHT: "right"}
MINE = {"kind": "area", "name": "better", "label": "Write it better: one careful sentence", "rows": 3, "count": True}
FIRST_WRITE = "Write your own sentence in the field above. Then check again, and a careful version stands beside it."
COMPARE = "Compare: does yours say who, when and what? Does it keep the part that holds? You judge it, no machine does."


def repair_shop(course, text, *, claims=None):
    """Show the claims of one text under examination, one after the other, to judge and to mend.

    Parameters
    ----------
    course : Course
        An open course with a table of claims.
    text : str
        The letter of the text, such as "B".
    claims : list of str, optional
        Ids of the claims to show, in this order; all of the text where it is left out.

    Returns
    -------
    RepairShop
        A VBox; it opens at the first claim that is not yet right. `pager.index` chooses.

    Raises
    ------
    UnknownId
        When there is no such text or claim, or a claim belongs to another text.
    """
    return RepairShop(course, claims_of(course, text, claims))


class Repair(Question):
    """One claim: verdict and evidence are judged, the mended sentence is for the eye alone."""

    def __init__(self, course, claim):
        self.claim = claim
        super().__init__(course, exercise_of(course, claim))
        self.fields = [*self.fields, MINE]

    def _remarks(self, remarks):
        """What was chosen, with what it says; the evidence that was missed is named in the explanation only."""
        return [remark | {"evidence": []} for remark in super()._remarks(remarks)]

    def _after(self, state):
        """The reason and, beside the reader's own sentence, a careful one: never before a check."""
        parts = super()._after(state)
        if parts:
            mine = " ".join(str(self.values.get(MINE["name"], "")).split())
            text = f"**Yours:** {mine}\n\n**A careful version:** {self.claim.better}\n\n{COMPARE}" if mine else FIRST_WRITE
            parts.append({"title": "Your sentence and a careful one", "text": text, "open": True})
        return parts


class ClaimList(anywidget.AnyWidget):
    """A list of claims with the state of each in words, and buttons for the one before and the next."""

    _esm = _HERE / "repair_shop.js"
    _css = _HERE / "question.css"

    label = traitlets.Unicode().tag(sync=True)
    names = traitlets.List().tag(sync=True)
    states = traitlets.List().tag(sync=True)  # one for each name, in words
    told = traitlets.Unicode().tag(sync=True)  # how many are judged, in words
    index = traitlets.Int(0).tag(sync=True)


class RepairShop(VBox):
    """One claim at a time out of a text; `pager.index` chooses."""

    def __init__(self, course, claims):
        self.course, self.claims = course, claims
        self._made = {}
        self.pager = ClaimList(label=f"Repair shop: claims of text {claims[0].text}", names=[name_of(claim) for claim in claims])
        self._refresh()
        open_ones = [place for place, word in enumerate(self.pager.states) if word != STATE_WORDS[RIGHT]]
        self.pager.index = open_ones[0] if open_ones else 0
        super().__init__()
        self._show()
        self.pager.observe(self._show, names=["index"])

    def _show(self, _change=None):
        index = min(max(self.pager.index, 0), len(self.claims) - 1)
        if index not in self._made:
            made = self._made[index] = Repair(self.course, self.claims[index])
            made.observe(self._refresh, names=["kept", "state", "tries"])
        self._refresh()
        self.children = (self.pager, self._made[index])

    def _refresh(self, _change=None):
        """Tell the state of each claim as it stands in the file."""
        try:
            entries = Progress(progress_path(self.course.folder)).entries()
        except ProgressError:
            return  # the question itself says why nothing can be read or saved
        states = [state_of(entries.get(id_of(claim), {})) for claim in self.claims]
        judged = sum(state in (WRONG, PARTLY, RIGHT) for state in states)
        self.pager.states = [STATE_WORDS[state] for state in states]
        self.pager.told = f"{judged} of {len(states)} judged."

    def __repr__(self):
        return "\n".join([f"{self.pager.label} ({len(self.claims)}):", *(f"- {claim.id}, {claim.position}: {claim.claim}" for claim in self.claims)])

    def _repr_mimebundle_(self, **_options):
        # The claims alone: no verdict, no evidence, and nothing of the answers.
        return {"text/plain": repr(self), "text/html": still(repr(self), "Run this cell to judge and to mend them."),
                "application/vnd.jupyter.widget-view+json": {"version_major": 2, "version_minor": 0, "model_id": self.model_id}}, {}


def name_of(claim) -> str:
    """How a claim is called in a list: its beginning."""
    words = claim.claim.rstrip(".").split()
    return " ".join(words[:NAME_WORDS]) + (" ..." if len(words) > NAME_WORDS else "")


def state_of(entry: dict) -> str:
    """The state of a saved answer; a draft that was never checked is begun."""
    if entry.get("tries"):
        return entry["state"]
    return BEGUN if entry.get("answer") else NOT_ATTEMPTED
