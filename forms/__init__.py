"""The forms office: what can be filed and how each value is read; no chat, no SQL."""
