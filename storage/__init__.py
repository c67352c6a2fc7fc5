"""The archive: rows in, dataclasses out; the only package that knows SQL."""
