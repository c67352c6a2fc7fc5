"""In whose hands a filing is."""
