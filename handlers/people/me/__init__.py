"""Who am I: roles, the society acted for, the doors I use."""
