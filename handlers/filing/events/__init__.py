"""The calendar of events: what is coming, salons to sign up for, their places, who has come."""
