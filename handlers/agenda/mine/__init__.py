"""What one has to do by when: theirs, and their society's."""
