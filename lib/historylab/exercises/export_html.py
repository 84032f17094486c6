"""Texts of exercises as HTML for other systems: a little Markdown, and never a tag out of the data."""
from __future__ import annotations

import html
import re

__all__ = ["html_of"]

_INLINE = re.compile(r"\*\*([^*]+)\*\*|\*([^*\s][^*]*)\*|\[([^\]]+)\]\((https?://[^\s)]+)\)")
# Signs that Moodle's filters take for mathematics; a tag between them keeps them text.
_MATHEMATICS = re.compile(r"\$(?=\$)|\\(?=[()\[\]])|@(?=@)|\[(?=/?tex\])", re.IGNORECASE)


def html_of(text: str) -> str:
    """A text as the little HTML that Moodle shows: paragraphs, lists, emphasis, links; all else stays text.

    Examples
    --------
    >>> html_of("<b> costs $5")
    '<p>&lt;b&gt; costs $5</p>'
    """
    blocks = []
    for block in re.split(r"\n\s*\n", text.strip()):
        lines = block.split("\n")
        if all(re.match(r"\s*- ", line) for line in lines):
            blocks.append("<ul>" + "".join(f"<li>{_inline(line.strip()[2:])}</li>" for line in lines) + "</ul>")
        else:
            blocks.append(f"<p>{_inline(' '.join(lines))}</p>")
    return "".join(blocks)


def _inline(text: str) -> str:
    parts, at = [], 0
    for found in _INLINE.finditer(text):
        strong, emphasis, label, address = found.groups()
        parts.append(_escaped(text[at:found.start()]))
        if strong:
            parts.append(f"<strong>{_escaped(strong)}</strong>")
        elif emphasis:
            parts.append(f"<em>{_escaped(emphasis)}</em>")
        else:
            parts.append(f'<a href="{html.escape(address)}">{_escaped(label)}</a>')
        at = found.end()
    return "".join(parts) + _escaped(text[at:])


def _escaped(text: str) -> str:
    return _MATHEMATICS.sub(lambda sign: f"<span>{sign.group()}</span>", html.escape(text, quote=False))
