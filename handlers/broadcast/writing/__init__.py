"""Announcements as they are written: their list, their text, files, buttons and times."""
