"""Finding people and societies, and ending roles."""
