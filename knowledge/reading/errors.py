"""Why a file could not be read; facts only, the sentences live in the handlers."""


class ReadingError(Exception):
    """A file that cannot become a notice."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{type(self).__name__}: {name}")
        self.name = name


class UnknownFormat(ReadingError):
    """No reader for this suffix."""

    def __init__(self, name: str, suffix: str) -> None:
        super().__init__(name)
        self.suffix = suffix


class EmptyDocument(ReadingError):
    """Nothing in it that could be asked about."""


class NotText(ReadingError):
    """Bytes that are no text in any encoding we know."""


class TooLarge(ReadingError):
    """More than a notice can sensibly be."""

    def __init__(self, name: str, size: int, limit: int) -> None:
        super().__init__(name)
        self.size = size
        self.limit = limit
