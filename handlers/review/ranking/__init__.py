"""What comes of the scores: an order, a choice, a public notice."""
