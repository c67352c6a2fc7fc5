"""What is asked before something that cannot be undone."""

from handlers.broadcast.cast import Cast
from handlers.broadcast.sending import texts
from handlers.broadcast.writing.keyboards import back
from handlers.callbacks import Go
from handlers.desk import Button
from handlers.places import Place


def sure_to_stop(cast: Cast) -> tuple[Button, ...]:
    return _sure(texts.SURE_STOP, Place.STOP_BROADCAST, cast)


def sure_to_withdraw(cast: Cast) -> tuple[Button, ...]:
    return _sure(texts.SURE_WITHDRAW, Place.WITHDRAW_BROADCAST, cast)


def _sure(label: str, place: Place, cast: Cast) -> tuple[Button, ...]:
    return (label, Go(to=place, id=cast.id, n=1)), (texts.NOT_NOW, back(cast.id)[1])
