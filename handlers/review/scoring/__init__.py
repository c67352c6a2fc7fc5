"""Experts: asked to score, seeing what is to be judged and not whose it is."""
