"""One's own questions, and what became of them."""
