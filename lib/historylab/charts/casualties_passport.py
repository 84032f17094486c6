"""No passport, no chart: what a count of people must say before it is drawn."""
from __future__ import annotations

__all__ = ["PASSPORT", "PassportError", "require_passports"]

# The field, and what a teacher reads when it is empty.
PASSPORT = {
    "unit": "what is counted (persons, ...)",
    "group": "which people (military, civilian, all, prisoners)",
    "territory": "the borders the number belongs to",
    "period": "from when to when",
    "counted_by": "who counted",
    "method": "how it was counted",
    "definition": "the word used, a key of definitions.csv",
    "overlap_note": "which people are also in another row, or 'none known'",
    "status": "settled, contested, announced, superseded or rejected",
    "sources": "the work and page",
}


class PassportError(ValueError):
    """A figure was asked for that does not say enough about itself."""


def missing_fields(estimate) -> list[str]:
    """Return the names of the passport fields that are empty or wrong.

    Parameters
    ----------
    estimate : Estimate
        One row of the table of estimates.

    Returns
    -------
    list of str
        Field names with a word on what is wrong; empty when all is well.
    """
    low, central, high = estimate.low, estimate.central, estimate.high
    faults = []
    if low is None and high is None:
        faults.append("low or high (at least one end of the range)")
    given = [value for value in (low, central, high) if value is not None]
    if given != sorted(given):
        faults.append(f"low, central, high (must rise; got {low}, {central}, {high})")
    faults += [f"{field} ({meaning})" for field, meaning in PASSPORT.items()
               if not getattr(estimate, field)]
    if estimate.verified == "no":
        faults.append("verified (is 'no': confirm it in a work, or set chart to no)")
    return faults


def require_passports(estimates) -> None:
    """Refuse the whole chart when one of its figures has no full passport.

    Parameters
    ----------
    estimates : iterable of Estimate
        The rows that would be drawn.

    Raises
    ------
    PassportError
        Naming every file, row and field at fault, and what to do.
    """
    lines = []
    for estimate in estimates:
        faults = missing_fields(estimate)
        if faults:
            lines.append(f"  estimates.csv, row {estimate.row} ({estimate.id}): missing "
                         + "; ".join(faults))
    if lines:
        raise PassportError(
            "This chart shows only figures with a full passport. Not drawn because of:\n"
            + "\n".join(lines)
            + "\nWhat to do: fill these cells in data/estimates.csv, or set chart to 'no' "
              "in that row and say why in chart_note.")
