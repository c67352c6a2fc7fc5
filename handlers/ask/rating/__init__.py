"""Whether an answer was of use, and if not, why: said by whoever asked."""
