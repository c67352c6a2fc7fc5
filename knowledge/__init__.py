"""The library: notices in, cited answers out; it knows no chat and no SQL."""
