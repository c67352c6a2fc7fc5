"""Tables that people send in: checked and written beside the conversations."""
