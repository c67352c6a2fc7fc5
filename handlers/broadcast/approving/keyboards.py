"""Where asking and agreeing lead."""

from handlers.broadcast.cast import Cast
from handlers.broadcast.writing.keyboards import TO_ALL, back, decide_mend, token
from handlers.broadcast.writing.keyboards import decide as yes_or_no
from handlers.callbacks import Go
from handlers.desk import Button
from handlers.places import Place


def sure(cast: Cast) -> tuple[Button, ...]:
    n = token(cast, sure=True)
    return ("确定发送", Go(to=Place.ASK_APPROVAL, id=cast.id, n=n)), ("先不发", back(cast.id)[1])


def sure_to_approve(cast: Cast) -> tuple[Button, ...]:
    n = token(cast, sure=True)
    return ("还是同意", Go(to=Place.APPROVE, id=cast.id, n=n)), ("先看一看", back(cast.id)[1])


def decide(cast: Cast) -> tuple[Button, ...]:
    look = ("预览", Go(to=Place.PREVIEW, id=cast.id))
    return (look, *yes_or_no(cast), back(cast.id))


def decide_correction(cast: Cast) -> tuple[Button, ...]:
    return (*decide_mend(cast), back(cast.id))


def after(cast: Cast) -> tuple[Button, ...]:
    return (back(cast.id), TO_ALL)
