"""Whether forms hold together before anybody fills one in."""
