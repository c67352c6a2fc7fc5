"""Inviting others."""
