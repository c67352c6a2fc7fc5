"""The house: doors, corridor and wiring; the only package that knows all others."""
