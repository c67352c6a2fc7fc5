"""Where the report leads."""

from handlers.callbacks import Go
from handlers.desk import Button
from handlers.place_words import LABELS
from handlers.places import Place
from handlers.questions.queue.keyboards import BACK, TO_MISSED
from handlers.questions.report.service import PERIODS, Report


def page(report: Report) -> tuple[Button, ...]:
    others = tuple(
        (f"近 {days} 天", Go(to=Place.ASKED_MOST, n=days))
        for days in PERIODS
        if days != report.days
    )
    export: Button = ("导出表格", Go(to=Place.EXPORT_QUESTIONS, n=report.days))
    mine: Button = (LABELS[Place.MY_QUESTIONS], Go(to=Place.MY_QUESTIONS))
    return (BACK, TO_MISSED, export, *others, mine)
