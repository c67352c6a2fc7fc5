"""The rooms about people and societies: who somebody is, for whom they speak, what is kept."""
