"""Reminders: the letters of a day, and who wants to have them."""
