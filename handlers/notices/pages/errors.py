"""What may go wrong with the page of a notice."""


class NothingToRead(Exception):
    """There is no such notice, or it is not for this visitor: nobody is told which."""
