"""The room of questions, furnished: ratings, the queue of staff, replies, figures."""

from dataclasses import dataclass
from types import ModuleType

from bot.settings import Settings
from handlers.ask.rating import guides as rating_guides
from handlers.ask.rating import router as rating
from handlers.ask.rating.service import RatingAnswers
from handlers.guide import Guide
from handlers.questions.answering import guides as answering_guides
from handlers.questions.answering import router as answering
from handlers.questions.answering.service import QuestionAnswering
from handlers.questions.mine import router as mine
from handlers.questions.mine.service import OwnQuestions
from handlers.questions.queue import router as queue
from handlers.questions.queue.service import QuestionQueue
from handlers.questions.report import router as report
from handlers.questions.report.service import QuestionReport
from handlers.stacks import Stacks
from knowledge.library import Library

# The report knows staff by their command, before everybody's own list does.
ROUTERS: tuple[ModuleType, ...] = (rating, queue, answering, report, mine)


@dataclass(frozen=True, kw_only=True)
class QuestionsServices:
    """What the room may ask for by name."""

    rating: RatingAnswers
    question_queue: QuestionQueue
    question_answering: QuestionAnswering
    question_report: QuestionReport
    own_questions: OwnQuestions


def questions_services(settings: Settings, library: Library, stacks: Stacks) -> QuestionsServices:
    queue = QuestionQueue(library=library)
    answering = QuestionAnswering(queue=queue, stacks=stacks, association=settings.association)
    return QuestionsServices(
        rating=RatingAnswers(),
        question_queue=queue,
        question_answering=answering,
        question_report=QuestionReport(),
        own_questions=OwnQuestions(),
    )


def questions_guides(services: QuestionsServices) -> tuple[Guide, ...]:
    return (
        *rating_guides.guides(services.rating),
        *answering_guides.guides(services.question_answering),
    )
