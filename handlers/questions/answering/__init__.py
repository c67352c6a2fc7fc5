"""What staff reply, who gets it, and whether everybody may find it from now on."""
