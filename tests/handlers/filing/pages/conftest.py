"""The association that reviews, where secretaries look after what they have filed."""

from tests.handlers.review.conftest import Office, house, office, url

__all__ = ["Office", "house", "office", "url"]
