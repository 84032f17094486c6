"""The commands: `python -m historylab <verb>`, one small module for each in commands/."""

from __future__ import annotations

import ast
import os
import sys
from importlib import import_module
from pathlib import Path

from historylab.words import choices


def verbs() -> dict[str, str]:
    """The verbs and the first line of what each says about itself."""
    found = {}
    for file in sorted((Path(__file__).parent / "commands").glob("[a-z]*.py")):
        # Read, not imported: a command may load much that the others do not need.
        said = ast.get_docstring(ast.parse(file.read_text("utf-8"))) or ""
        found[file.stem] = said.partition("\n")[0]
    return found


def main(arguments: list[str]) -> int:
    """Run one command; its exit code, 2 if there is no such command."""
    # Windows consoles may not know every letter; a report must never fail over that.
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")
    known = verbs()
    verb, *rest = arguments or [""]
    if verb not in known:
        if verb not in ("", "-h", "--help", "help"):
            print(f"There is no command '{verb}'. {choices(verb, known)}")
        print("Usage: python -m historylab <command>")
        for name, purpose in known.items():
            print(f"  {name:10} {purpose}")
        return 0 if verb in ("-h", "--help", "help") else 2
    return import_module(f"historylab.commands.{verb}").main(rest)


if __name__ == "__main__":
    try:
        code = main(sys.argv[1:])
        sys.stdout.flush()
    except BrokenPipeError:  # the reader, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 1
    sys.exit(code)
