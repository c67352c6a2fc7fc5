"""Forms as documents: receipts and prints to file away, and a form to fill in."""
