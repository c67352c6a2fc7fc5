"""The corner of files: sent along, handed out to be filled in, sent back."""
