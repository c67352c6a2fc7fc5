"""Being away, and who decides meanwhile."""
