"""What its makers do with an announcement once it can be looked at, and once it is out."""
