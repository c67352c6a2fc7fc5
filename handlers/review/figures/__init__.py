"""The figures rules rest on, as the association sets and confirms them."""
