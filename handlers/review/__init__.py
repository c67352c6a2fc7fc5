"""Review: what was filed, looked at, moved on, sent back."""
