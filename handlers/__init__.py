"""The rooms: one folder per thing people come for."""
