"""The corner where administrators read who did what, when, and through which door."""
