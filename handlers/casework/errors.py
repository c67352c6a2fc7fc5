"""What can stand in the way of working on a filing."""


class FilingGone(Exception):
    """There is no such filing, or it is nobody's business who asks."""


class MovedOn(Exception):
    """Somebody else has changed the filing since it was looked at."""


class NotReady(Exception):
    """Something is still missing or wrong: it cannot be handed in."""
