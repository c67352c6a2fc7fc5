"""The notices that are kept: found, opened, changed, restricted, retired, deleted."""
