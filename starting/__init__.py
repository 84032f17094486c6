"""What start.py does: make .venv (environment), open JupyterLab (lab), the verbs."""
