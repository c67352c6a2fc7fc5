"""Watching an announcement go out."""
