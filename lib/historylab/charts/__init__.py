"""Charts: records -> view (what to show) -> placed (boxes) -> figure.

This package imports nothing by itself, so that `import historylab` stays free
of matplotlib. Take the chart functions from `historylab`.
"""
