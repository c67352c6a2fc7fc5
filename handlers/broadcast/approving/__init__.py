"""The second person: asked, and saying yes or no."""
