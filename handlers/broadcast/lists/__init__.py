"""Lists that are used again, and the tags of societies."""
