"""Rows of a table against what is on record: what is new, what changes, what cannot be taken."""
