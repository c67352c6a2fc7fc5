"""The room where questions are answered from the notices."""
