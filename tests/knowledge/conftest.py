"""What the library's tests share: a small notice, a counting embedder, the shared material."""

import os
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from knowledge.embedding import Vectors, unit
from knowledge.library import Library, shelve
from knowledge.notice import Notice
from knowledge.reading import read
from knowledge.words import tokenise

NOTICE = """示例市学会联合会
示例市学会联合会关于做好2031年度学会工作的通知
示联发〔2031〕7号

各学会：

一、加强组织建设

1.规范换届工作。学会换届应当提前六十日报联合会审查，换届大会由学会理事会召集。逾期不换届的，联合会予
以提醒。

2. 办好秘书长例会。每季度举办一次秘书长例会，地点在示例市科技馆三楼报告厅，每次不超过40人。

二、开展学术活动

（一）学术年会。全年资助12个学术年会，每个资助3万元。申请资助应当具备下列条件：

1.会期不少于一天；

2.参会人数在一百人以上；

3.有论文集。

（二）青年论坛。论坛于2031年9月20日举行，联系电话0371-12345678。

示例市学会联合会
2031年2月18日
"""


class WordEmbedder:
    """Embeds a text as the sum of a fixed direction for each token; counts what it is given."""

    name = "words-in-a-bag"
    dimension = 96

    def __init__(self) -> None:
        self.passages: list[str] = []

    async def embed_queries(self, texts: Sequence[str]) -> Vectors:
        return self._embed(texts)

    async def embed_passages(self, texts: Sequence[str]) -> Vectors:
        self.passages += texts
        return self._embed(texts)

    def _embed(self, texts: Sequence[str]) -> Vectors:
        rows = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for number, text in enumerate(texts):
            for token in tokenise(text):
                seed = int.from_bytes(token.encode()[:8], "big")
                rows[number] += np.random.default_rng(seed).normal(size=self.dimension)
        return unit(rows)


def notice_of(text: str, name: str = "通知.txt") -> Notice:
    return shelve(read(text.encode(), name))


@pytest.fixture
def notice() -> Notice:
    return notice_of(NOTICE)


@pytest.fixture
async def lexical_library(notice: Notice) -> Library:
    library = Library(vectors=None, embedder=None)
    await library.open([notice])
    return library


@pytest.fixture(scope="session")
def shared() -> Path:
    default = Path(__file__).parents[2].parent / "shared"
    folder = Path(os.environ.get("XUEHUI_SHARED", default))
    if not (folder / "notices").is_dir():
        pytest.skip(f"the shared notices are not at {folder.name}; set XUEHUI_SHARED")
    return folder


@pytest.fixture(scope="session")
def key_points(shared: Path) -> Notice:
    path = shared / "notices" / "henan-kexie-2025-key-points.txt"
    return shelve(read(path, path.name))
