"""What every test may use: the project's root and the shared documents."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """Real documents and questions, kept outside the project."""
    place = Path(os.environ.get("XUEHUI_SHARED", ROOT.parent / "shared"))
    if not place.is_dir():
        pytest.skip("the shared documents are not here; set XUEHUI_SHARED to their folder")
    return place
