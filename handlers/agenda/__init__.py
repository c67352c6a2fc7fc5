"""The room of what is due: one's own list, the calendar, reminders, subscriptions."""
