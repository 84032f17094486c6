"""Exercises: read from files, scored by pure functions, kept in a progress file."""
