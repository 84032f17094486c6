"""Change values in the text of an exercise file and leave every other character alone.

The file is read for the places of its values, never dumped: a comment, a quotation
mark or a blank line that has nothing to do with the change stays as it was typed.
"""
from __future__ import annotations

import json
import re
import textwrap
from difflib import SequenceMatcher

from .nodes import parse

__all__ = ["RewriteError", "entries_of", "rewrite"]

WIDTH = 100  # of lines folded after '>'
_SHORT = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*")


class RewriteError(ValueError):
    """The text is laid out in a way that cannot be changed safely."""


def entries_of(text: str) -> list[dict]:
    """The exercises of a file as plain texts, lists and groups.

    Parameters
    ----------
    text : str
        A whole exercise file that can be read as YAML.

    Returns
    -------
    list[dict]
        One for each exercise; every value is the text as typed.

    Examples
    --------
    >>> entries_of("exercises:\\n  - {id: first, cannot_tell: no}")
    [{'id': 'first', 'cannot_tell': 'no'}]
    """
    return _plain(_list_node(text))


def rewrite(text: str, entries: list[dict]) -> str:
    """The text of a file whose exercises are `entries`, changed as little as can be.

    Parameters
    ----------
    text : str
        The whole file, with \\n as line end.
    entries : list[dict]
        All its exercises, as `entries_of` gives them; keys that are new are added,
        keys that are missing are taken out.

    Returns
    -------
    str

    Raises
    ------
    RewriteError
        Where the layout (an anchor, say) does not allow it; nothing is half done.

    Examples
    --------
    >>> print(rewrite("exercises:\\n  - id: a  # mine\\n    minutes: 2", [{"id": "a", "minutes": "3"}]))
    exercises:
      - id: a  # mine
        minutes: 3
    """
    edits: list[tuple[int, int, str]] = []
    _Edit(text, edits).value(_list_node(text), entries, 2)
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    # What was meant must be what now stands there: the proof is to read it again.
    if parse(text)[0] is None or entries_of(text) != _stripped(entries):
        raise RewriteError("this part of the file is laid out in a way the form cannot change; change it in the text file")
    return text


def _list_node(text: str):
    from ruamel.yaml import YAML

    root = YAML(typ="rt", pure=True).compose(text)
    for key, value in root.value:
        if key.value == "exercises":
            return value
    raise RewriteError("the file has no list 'exercises'")


def _shape(node) -> str:
    return {"MappingNode": "map", "SequenceNode": "list"}.get(type(node).__name__, "text")


def _plain(node):
    match _shape(node):
        case "map":
            return {str(key.value): _plain(value) for key, value in node.value}
        case "list":
            return [_plain(child) for child in node.value]
    return _text(node)


def _text(node) -> str:
    """The text of a value; the YAML library marks the folds of '>' with a bell sign."""
    return str(node.value).replace("\a", "").strip()


def _stripped(value):
    if isinstance(value, dict):
        return {key: _stripped(part) for key, part in value.items()}
    return [_stripped(part) for part in value] if isinstance(value, list) else _clean(value)


def _clean(text) -> str:
    """Line ends and tabs as YAML can hold them; signs that no file may hold are dropped."""
    text = str(text).replace("\r\n", "\n").replace("\r", "\n").replace("\t", "    ")
    text = "".join(sign for sign in text if sign == "\n" or sign.isprintable() or sign in "\u00a0\u200d")
    return "\n".join(line.rstrip() for line in text.strip().split("\n"))


# ---------------------------------------------------------------- writing values


def _one_line(text: str, flow: bool, style: str | None) -> str:
    """A text on one line: as it was quoted before, or plain, or in double quotes."""
    double = json.dumps(text, ensure_ascii=False)
    single = "'" + text.replace("'", "''") + "'"
    ways = {"'": (single, double), '"': (double,)}.get(style or "", (text, double))
    for way in ways:
        tree, faults = parse("{k: %s, l: x}" % way if flow else f"k: {way}\nl: x")
        if tree is not None and not faults and isinstance(tree.value, dict) and len(tree.value) == 2 \
                and tree.value.get("k") is not None and tree.value["k"].value == text:
            return way
    return double


def _scalar(text: str, *, indent: int, flow: bool = False, style: str | None = None, head: str = ">", lines: bool = True) -> str:
    """A text as it stands after 'key: '; `indent` is where its further lines, if it may have any, begin."""
    text, pad = _clean(text), "\n" + " " * indent
    lines = lines and not flow
    if "\n" in text and lines:
        return "|-" + "".join(pad + line if line else "\n" for line in text.split("\n"))
    if style in (">", "|") and lines and text and "  " not in text and "\n" not in text:
        width = max(40, WIDTH - indent) if style == ">" else 10**6
        return head + pad + pad.join(textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False))
    if not text:
        return '""'
    return _one_line(text, flow, style if style in ("'", '"') else None)


def _wrapped(told: str, column: int, indent: int) -> str:
    """A long text over several lines, as it stood before; on one line where that would change it."""
    lines = textwrap.wrap(told, WIDTH, initial_indent="x" * column, subsequent_indent=" " * indent,
                          break_long_words=False, break_on_hyphens=False)
    wrapped = "\n".join(lines)[column:]
    return wrapped if _reads_as(f"k: {wrapped}") == _reads_as(f"k: {told}") else told


def _reads_as(text: str) -> str | None:
    tree, faults = parse(text)
    return None if tree is None or faults or not isinstance(tree.value, dict) else tree.value["k"].value


def _flow(value) -> str:
    """A value on one line, in brackets."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(part)}" for key, part in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flow(part) for part in value) + "]"
    return _scalar(value, indent=0, flow=True)


def _in_brackets(value) -> bool:
    """Short things look best on one line: a list of ids, two yes or no."""
    parts = value.values() if isinstance(value, dict) else value
    return all(isinstance(part, str) and _SHORT.fullmatch(part) for part in parts) and len(_flow(value)) < WIDTH


def _keyed(key: str, value, indent: int) -> list[str]:
    """The lines of one key with its value."""
    pad = " " * indent
    if isinstance(value, str):
        return [f"{pad}{key}: {_scalar(value, indent=indent + 2)}"]
    if _in_brackets(value):
        return [f"{pad}{key}: {_flow(value)}"]
    return [f"{pad}{key}:", *(_map(value, indent + 2) if isinstance(value, dict) else
                              [line for part in value for line in _item(part, indent + 2)])]


def _map(value: dict, indent: int) -> list[str]:
    return [line for key, part in value.items() for line in _keyed(key, part, indent)]


def _item(value, dash: int, flow: bool = False) -> list[str]:
    """The lines of one entry of a list whose dashes stand in column `dash`."""
    pad = " " * dash
    if flow or not value or isinstance(value, list):
        return [f"{pad}- {_flow(value)}"]
    if isinstance(value, str):
        return [f"{pad}- {_scalar(value, indent=dash + 2)}"]
    lines = _map(value, dash + 2)
    return [f"{pad}- {lines[0][dash + 2:]}", *lines[1:]]


# ---------------------------------------------------------------- finding the smallest change


def _name(value) -> str:
    """What tells one entry of a list from the next: its id or whatever stands for one."""
    if isinstance(value, dict):
        return next((value[key] for key in ("id", "ref", "level") if isinstance(value.get(key), str)), repr(value))
    return repr(value)


class _Edit:
    """Collects the edits of one text; each is (start, end, new text)."""

    def __init__(self, text: str, edits: list) -> None:
        self.text, self.edits = text, edits

    def end(self, node) -> int:
        """Where the last sign of a value stands, without blank lines and remarks that follow."""
        if _shape(node) != "text" and not node.flow_style and node.value:
            last = node.value[-1]
            return self.end(last[1] if isinstance(last, tuple) else last)
        start, end = node.start_mark.index, node.end_mark.index
        return start + len(self.text[start:end].rstrip())

    def line_end(self, at: int) -> int:
        found = self.text.find("\n", at)
        return len(self.text) if found < 0 else found

    def line_start(self, at: int) -> int:
        return self.text.rfind("\n", 0, at) + 1

    def value(self, node, new, indent: int, flow: bool = False) -> None:
        """Make `node` hold `new`; `indent` is where further lines of a text would begin."""
        if _plain(node) == _stripped(new):
            return
        start, end = node.start_mark.index, self.end(node)
        shape = _shape(node)
        flow = flow or bool(getattr(node, "flow_style", False))
        if shape == "text" and isinstance(new, str):
            head, rest = self.text[start:end].split("\n", 1)[0], self.text[end: self.line_end(end)]
            # A remark behind the text would become a part of it below '|': then it stays on one line.
            told = _scalar(new, indent=indent, flow=flow, style=node.style, head=head, lines=not rest.strip())
            if "\n" in self.text[start:end] and "\n" not in told and not flow:
                told = _wrapped(told, node.start_mark.column, indent)
            self.edits.append((start, end, told))
        elif shape == "map" and isinstance(new, dict) and not (flow and [str(k.value) for k, _ in node.value] != list(new)):
            self.mapping(node, new, flow)
        elif shape == "list" and isinstance(new, list) and new and not (flow and len(node.value) != len(new)):
            self.sequence(node, new, flow)
        else:
            self.edits.append((start, end, _flow(new)))

    def mapping(self, node, new: dict, flow: bool) -> None:
        column = node.start_mark.column
        after = None  # new keys come after the key that stands before them in `new`
        pairs = {str(key.value): (key, value) for key, value in node.value}
        for name, part in new.items():
            if name in pairs:
                key, value = pairs[name]
                if _shape(value) == "text" and not value.value and value.style is None:  # 'key:' with nothing behind it
                    at = key.end_mark.index + 1
                    if part:
                        self.edits.append((at, at, " " + _flow(part)))
                else:
                    self.value(value, part, column + 2, flow)
                after = value
        for position, (name, part) in enumerate(new.items()):
            if name not in pairs:
                before = [other for other in list(new)[:position] if other in pairs]
                at = self.line_end(self.end(pairs[before[-1]][1] if before else after or node))
                self.edits.append((at, at, "\n" + "\n".join(_keyed(name, part, column))))
        for position, (name, (key, value)) in enumerate(pairs.items()):
            if name not in new:
                if position == 0:
                    raise RewriteError(f"'{name}' stands first and cannot be taken out")
                self.edits.append((self.line_start(key.start_mark.index) - 1, self.line_end(self.end(value)), ""))

    def sequence(self, node, new: list, flow: bool) -> None:
        items = node.value
        old_names, new_names = [_name(_plain(item)) for item in items], [_name(_stripped(part)) for part in new]
        indent = node.start_mark.column + 2
        if len(items) == len(new) and (flow or not isinstance(new[0], dict) or "id" not in new[0] or old_names == new_names):
            for item, part in zip(items, new, strict=True):
                self.value(item, part, indent, flow)
            return
        for step, low, high, first, last in SequenceMatcher(None, old_names, new_names, autojunk=False).get_opcodes():
            kept = min(high - low, last - first) if step != "insert" else 0
            for item, part in zip(items[low: low + kept], new[first: first + kept], strict=True):
                self.value(item, part, indent, flow)
            for item in items[low + kept: high]:
                self.take_out(node, item)
            self.put_in(node, low + kept, new[first + kept: last])

    def take_out(self, node, item) -> None:
        start = self.line_start(item.start_mark.index)
        end = self.line_end(self.end(item))
        if item is node.value[-1]:  # the blank lines before it go along, else those after it
            start = len(self.text[:start].rstrip())
        else:
            end += len(re.match(r"(\n[ ]*(?=\n))*", self.text[end:]).group()) + 1
        self.edits.append((start, end, ""))

    def put_in(self, node, place: int, parts: list) -> None:
        if not parts:
            return
        items, dash = node.value, node.start_mark.column
        flow = all(getattr(item, "flow_style", False) for item in items)
        gap = len(items) > 1 and re.search(r"\n[ ]*\n", self.text[self.end(items[0]): items[1].start_mark.index])
        blocks = ["\n".join(_item(part, dash, flow and isinstance(part, dict))) for part in parts]
        between = "\n\n" if gap else "\n"
        if place == 0:
            at = self.line_start(items[0].start_mark.index)
            self.edits.append((at, at, "".join(block + between for block in blocks)))
        else:
            at = self.line_end(self.end(items[place - 1]))
            self.edits.append((at, at, "".join(between + block for block in blocks)))
