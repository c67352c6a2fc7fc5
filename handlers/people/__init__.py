"""The rooms about people and societies."""
