"""One notice as a page, whatever passage of it was cited."""
