"""What waits for somebody, found and filtered."""
