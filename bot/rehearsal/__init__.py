"""Dialogues played through the real dispatcher on a temporary database."""
