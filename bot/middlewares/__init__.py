"""The corridor every update walks: trail, inbox, unit of work, person, patience, typing."""
