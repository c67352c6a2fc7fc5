"""Coming in: invitations and codes from another door."""
