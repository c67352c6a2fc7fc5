"""What people do with an announcement they got: read it, answer it, follow it."""
