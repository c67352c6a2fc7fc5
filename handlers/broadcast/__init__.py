"""The room where staff write announcements, choose who gets them, and see how it went."""
