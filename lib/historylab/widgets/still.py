"""What a widget shows where no kernel runs: its text, as HTML without script."""

from html import escape


def still(text: str, closing: str) -> str:
    """Lines of text as paragraphs, with a closing remark.

    Parameters
    ----------
    text : str
        The text alternative of a widget.
    closing : str
        What to do to get the controls.

    Examples
    --------
    >>> still("A < B", "Run this cell.")
    '<div><p>A &lt; B</p><p>Run this cell.</p></div>'
    """
    lines = [line for line in [*text.splitlines(), closing] if line.strip()]
    return "<div>" + "".join(f"<p>{escape(line)}</p>" for line in lines) + "</div>"
