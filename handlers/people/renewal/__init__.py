"""The corner of the yearly renewal."""
