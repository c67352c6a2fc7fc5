"""Where the journal leads."""

from handlers.callbacks import Go
from handlers.desk import Button
from handlers.paging import turning
from handlers.people.journal.service import Page
from handlers.places import Place


def page(found: Page) -> tuple[Button, ...]:
    about = found.about
    everything: tuple[Button, ...] = (("看全部日志", Go(to=Place.JOURNAL)),) if about else ()
    return (
        *turning(
            lambda number: Go(to=Place.JOURNAL, id=about, n=number), found.number, found.pages
        ),
        *everything,
        ("导出成表格", Go(to=Place.EXPORT_JOURNAL, id=about)),
    )
