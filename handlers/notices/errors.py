"""What may be gone when a button about notices is pressed."""


class IntakeGone(Exception):
    """It was taken in or given up meanwhile, or somebody else has sent it."""


class IntakeMoved(Exception):
    """Somebody has just kept the same text, or replaced the same notice."""


class NotOnShelf(Exception):
    """The notice was deleted, or never was."""
