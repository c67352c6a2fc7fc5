"""What may have happened to a question meanwhile."""


class QuestionSettled(Exception):
    """Nobody waits for an answer to it any more."""


class TakenByColleague(Exception):
    """Somebody else is answering it."""


class QuestionForgotten(Exception):
    """It is another's, or is kept no more."""
