"""One filing as a reviewer sees it."""
