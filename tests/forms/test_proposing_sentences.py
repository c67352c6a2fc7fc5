"""What people write, and what it answers: a table, with precision and recall."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from forms.drafts import Draft, Place
from forms.fictional_world import filling_for
from forms.filling import Filling
from forms.proposing import read
from tests.forms.catalogues import EIGHT, IDS, NOW

TABLE = yaml.safe_load((Path(__file__).parent / "proposing.yaml").read_text())
FILLINGS = {form: filling_for(EIGHT.forms[form], EIGHT, NOW) for form in IDS}


def begun(filling: Filling, row: dict[str, Any]) -> Draft:
    draft = filling.start()
    for name, plain in row.get("given", {}).items():
        draft = draft.put(Place(name), plain)
    return draft


@dataclass
class Score:
    right: int = 0
    wrong: int = 0
    missed: int = 0

    def add(self, row: dict[str, Any]) -> None:
        filling = FILLINGS[row["form"]]
        found = {
            str(each.place): each.plain
            for each in read(filling, begun(filling, row), row["says"]).proposals
        }
        expected = row["expect"]
        right = [name for name, plain in found.items() if expected.get(name, ...) == plain]
        self.right += len(right)
        self.wrong += len(found) - len(right)
        self.missed += len([name for name in expected if name not in found])
        if len(right) != len(found) or len(right) != len(expected):
            print(row["says"])
            print("   wrong", {k: v for k, v in found.items() if expected.get(k, ...) != v})
            print("   missed", {k: v for k, v in expected.items() if found.get(k, ...) != v})


def test_precision_and_recall() -> None:
    score = Score()
    for row in TABLE:
        score.add(row)
    precision = score.right / (score.right + score.wrong)
    recall = score.right / (score.right + score.missed)
    print(f"{len(TABLE)} messages, {score.right} right: {precision=:.3f} {recall=:.3f}")
    assert precision >= 0.98
    assert recall >= 0.95
