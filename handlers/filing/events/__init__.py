"""The corner of events: the calendar for everybody, salons to sign up for, the list at the door."""
