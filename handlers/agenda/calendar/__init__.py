"""Calendars that telephones fetch: one's own by a secret address, public events by an open one."""
