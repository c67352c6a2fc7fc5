"""The corner where a society's roster is kept."""
