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
    '<div class="mathjax_ignore tex2jax_ignore"><p>A &lt; B</p><p>Run this cell.</p></div>'
    """
    lines = [line for line in [*text.splitlines(), closing] if line.strip()]
    # "$5 and $6" is no mathematics: MathJax 4 heeds the first class, MathJax 2 (nbconvert) the second.
    return '<div class="mathjax_ignore tex2jax_ignore">' + "".join(f"<p>{escape(line)}</p>" for line in lines) + "</div>"
