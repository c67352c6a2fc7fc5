"""A form tried out: every question reached, every demand met, one example filled in whole."""

from collections.abc import Iterator
from datetime import datetime

from forms.checks.candidates import Trials
from forms.checks.reach import Reach, Tried
from forms.evaluation import Evaluator
from forms.examples import Unfinished, example
from forms.fictional_world import world
from forms.specification import Catalogue, FormSpec
from forms.world import FactsWorld


def unreachable(form: FormSpec, catalogue: Catalogue, now: datetime) -> Iterator[Tried]:
    """Tried once with a society on record, once without any."""
    evaluators = tuple(
        Evaluator(world=each, policy=catalogue.policy_values)
        for each in (world(now), FactsWorld(at=now))
    )
    trials = Trials(form=form, catalogue=catalogue, evaluator=evaluators[0], now=now)
    return Reach(form=form, trials=trials, evaluators=evaluators).unreachable()


def unfillable(form: FormSpec, catalogue: Catalogue, now: datetime) -> Iterator[Tried]:
    try:
        example(form, catalogue, now)
    except Unfinished as unfinished:
        sentence = f"造不出能提交的样例：{unfinished.sentence}"
        yield unfinished.field, unfinished.group, "name", sentence
