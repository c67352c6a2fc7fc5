"""The room of people and societies: who is speaking, for whom, and what they may do."""
