"""Images of documents: every page is a scan; only the outside is looked at here."""

from pathlib import Path

from PIL import Image

from knowledge.reading.errors import Bomb, Damaged
from knowledge.reading.pictures import BROKEN, count_frames, quietly_opened
from knowledge.reading.reading import Extract, Remark, Remarked

MOST_PAGES = 200
SMALLEST_SIDE = 20


def extract_image(path: Path, name: str) -> Extract:
    """No text yet; a TIFF may have several pages. Raises a ReadingError."""
    try:
        with quietly_opened(path) as image:
            if min(image.size) < SMALLEST_SIDE:
                raise Damaged(name, "too small")
            pages = count_frames(image, MOST_PAGES)
    except Image.DecompressionBombError as error:
        raise Bomb(name, "size") from error
    except BROKEN as error:
        raise Damaged(name, "image") from error
    read = min(pages, MOST_PAGES)
    more = Remarked(remark=Remark.CUT, what="pages", count=MOST_PAGES)
    return Extract(
        text="",
        pages=(0,) * read,
        scanned=tuple(range(1, read + 1)),
        remarks=(more,) if pages > read else (),
    )
