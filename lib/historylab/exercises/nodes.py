"""Read a YAML file as a tree of texts with line numbers.

Every scalar stays the text that was typed. So `no` is not turned into False,
1905-03-02 is not turned into a date, and 007 keeps its noughts: what a field
means is decided by the model, never by YAML.
"""
from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["Node", "YamlFault", "parse"]


@dataclass(frozen=True, slots=True)
class Node:
    """One value of the file: a text, a list of nodes or a mapping of nodes.

    Parameters
    ----------
    value : str | list[Node] | dict[str, Node]
        The text as typed, or the nodes inside.
    line : int
        Line in the file, counted from 1.
    key_lines : dict[str, int] | None
        For a mapping: the line of each key.
    """

    value: object
    line: int
    key_lines: dict | None = None

    @property
    def shape(self) -> str:
        """The kind of value in words: 'a text', 'a list' or 'a group of keys'."""
        if isinstance(self.value, dict):
            return "a group of keys"
        return "a list" if isinstance(self.value, list) else "a text"


@dataclass(frozen=True, slots=True)
class YamlFault:
    """Something that keeps the file from being read, with its line and a way out."""

    line: int
    value: str
    problem: str
    remedy: str


def parse(text: str) -> tuple[Node | None, list[YamlFault]]:
    """Turn YAML text into a tree of nodes.

    Parameters
    ----------
    text : str
        The whole file. A byte order mark and Windows line ends are accepted.

    Returns
    -------
    tuple[Node | None, list[YamlFault]]
        The tree (None where the file cannot be read at all) and the faults.

    Examples
    --------
    >>> tree, faults = parse("correct: no")
    >>> tree.value["correct"].value, faults
    ('no', [])
    """
    from ruamel.yaml import YAML  # loaded late: only exercises need it
    from ruamel.yaml.error import MarkedYAMLError, YAMLError
    from ruamel.yaml.reader import ReaderError

    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    faults = [
        YamlFault(number, line.strip()[:60], "the line starts with a tab character",
                  "use spaces: two for each step to the right")
        for number, line in enumerate(text.split("\n"), start=1)
        if line[: len(line) - len(line.lstrip())].count("\t")
    ]
    if faults:
        return None, faults
    if not text.strip():
        return None, [YamlFault(1, "", "the file is empty", "copy the beginning of another exercise file")]
    try:
        root = YAML(typ="safe", pure=True).compose(text)  # only composed: nothing is turned into values
    except MarkedYAMLError as error:
        return None, [_plain(error, text)]
    except ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        return None, [YamlFault(line, f"sign {error.character:#x}", "a sign that no text may hold stands in this line",
                                "delete the line and type it again")]
    except (YAMLError, ValueError, RecursionError) as error:
        return None, [YamlFault(1, "", f"the file cannot be read as YAML ({type(error).__name__})",
                                "check the characters at its beginning; save the file as UTF-8")]
    if root is None:
        return None, [YamlFault(1, "", "the file holds no exercises", "copy the beginning of another exercise file")]
    return _node(root, faults, set()), faults


def _node(raw, faults: list[YamlFault], met: set[int]) -> Node:
    line = raw.start_mark.line + 1
    kind = type(raw).__name__
    if id(raw) in met:  # an alias may contain itself, or grow without end
        faults.append(YamlFault(line, "*", "another place of the file refers to this part with & and *", "write it out at both places"))
        return Node("", line)
    met.add(id(raw))
    if kind == "MappingNode":
        return _mapping(raw, line, faults, met)
    if kind == "SequenceNode":
        return Node([_node(child, faults, met) for child in raw.value], line)
    return Node(str(raw.value), line)


def _mapping(raw, line: int, faults: list[YamlFault], met: set[int]) -> Node:
    found: dict[str, Node] = {}
    lines: dict[str, int] = {}
    for key, value in raw.value:
        name, key_line = str(key.value), key.start_mark.line + 1
        if type(key).__name__ != "ScalarNode":
            faults.append(YamlFault(key_line, "", "a key must be one word", "write the key as plain text before the colon"))
            continue
        if name in found:
            faults.append(YamlFault(key_line, name, f"the key '{name}' stands here for the second time (first on line {lines[name]})",
                                    "keep one of the two"))
            continue
        found[name], lines[name] = _node(value, faults, met), key_line
    return Node(found, line, lines)


def _plain(error, text: str) -> YamlFault:
    """Say in a teacher's words what the YAML reader met."""
    problem = (error.problem or "").lower()
    open_quote = "found unexpected end" in problem or "while scanning a quoted" in str(error.context).lower()
    # An open quotation mark is noticed far below; it is mended where it was opened.
    mark = error.context_mark if open_quote and error.context_mark else error.problem_mark or error.context_mark
    line = mark.line + 1 if mark is not None else 1
    whole = text.split("\n")[line - 1].strip() if line <= text.count("\n") + 1 else ""
    shown = whole[:60]
    if "mapping values are not allowed" in problem and len(re.findall(r":(?:\s|$)", whole)) < 2:
        return YamlFault(line, shown, "this line is read as if it went on with the text before it",
                         "give it as many spaces at the start as its neighbours; close quotation marks before it")
    if "mapping values are not allowed" in problem:
        return YamlFault(line, shown, "a second colon stands in this line",
                         "put the text between double quotes, or begin it on a new line after '>'")
    if open_quote:
        return YamlFault(line, shown, "a quotation mark is opened and never closed", "close it at the end of the text")
    if "cannot start any token" in problem:
        return YamlFault(line, shown, "the text begins with a sign that has a meaning of its own (such as @, % or `)",
                         "put the text between double quotes")
    if "alias" in problem or "anchor" in problem:
        return YamlFault(line, shown, "the text begins with * or &, which have a meaning of their own",
                         "put the text between double quotes")
    if "expected <block end>" in problem or "expected ',' or" in problem or "could not find expected ':'" in problem:
        return YamlFault(line, shown, "this line does not fit to the lines before it: too many or too few spaces, or a missing colon",
                         "give it as many spaces at the start as its neighbours, and a colon after the key")
    return YamlFault(line, shown, "this line cannot be read", "compare it with the same place in another exercise file")
