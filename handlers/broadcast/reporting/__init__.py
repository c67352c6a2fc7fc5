"""What became of an announcement: who has it, who read it, who is still to be reached."""
