"""A notice of the library, made into an announcement."""
