"""Moving a filing on by those who review it."""
