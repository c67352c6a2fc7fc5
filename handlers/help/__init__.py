"""The room where people find out what they can do here."""
