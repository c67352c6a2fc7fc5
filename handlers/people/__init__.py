"""People and societies: who is speaking, for whom, and what they may do."""
