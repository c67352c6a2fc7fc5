"""Which new events one wants to hear of."""
