"""The calendar of deadlines: set by staff, confirmed, and who is late."""
