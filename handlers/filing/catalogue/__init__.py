"""The corner where forms are found: by module, by what is due, by a word."""
