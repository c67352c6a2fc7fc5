"""Where the settings of reminders lead."""

from handlers.agenda.reminders.service import Standing, Wishes
from handlers.callbacks import Go
from handlers.desk import Button
from handlers.duties.topic_words import LABELS as TOPICS
from handlers.duties.topics import Topic
from handlers.hearing import ENDINGS
from handlers.place_words import LABELS
from handlers.places import Place

MUTE, RESUME = "关闭{label}", "恢复{label}"
BACK: Button = (LABELS[Place.REMINDERS], Go(to=Place.REMINDERS))
FOLLOW: Button = ("选学科和城市", Go(to=Place.SUBSCRIPTIONS))
# What may be typed instead of a button.
MUTE_WORDS = {MUTE.format(label=label): topic for topic, label in TOPICS.items()}
RESUME_WORDS = {RESUME.format(label=label): topic for topic, label in TOPICS.items()}


def topic_said(text: str) -> str:
    """Which one they named, however the sentence ends."""
    said = text.strip().rstrip(ENDINGS)
    return (MUTE_WORDS | RESUME_WORDS).get(said, "")


def page(wishes: Wishes) -> tuple[Button, ...]:
    ways = {Standing.ON: mute, Standing.MUTED: resume}
    changes = tuple(ways[how](topic) for topic, how in wishes.of if how in ways)
    return (*changes, FOLLOW)


def mute(topic: Topic) -> Button:
    return MUTE.format(label=TOPICS[topic]), Go(to=Place.MUTE, id=topic)


def resume(topic: Topic) -> Button:
    return RESUME.format(label=TOPICS[topic]), Go(to=Place.UNMUTE, id=topic)


def to_mute(wishes: Wishes) -> tuple[Button, ...]:
    return (*map(mute, wishes.which(Standing.ON)), BACK)


def to_resume(wishes: Wishes) -> tuple[Button, ...]:
    return (*map(resume, wishes.which(Standing.MUTED)), BACK)


def after_mute(topic: Topic, wishes: Wishes) -> tuple[Button, ...]:
    """What was muted can be had back at once; where it cannot be muted, what can."""
    return (resume(topic), BACK) if wishes.how(topic) is Standing.MUTED else to_mute(wishes)


def after_resume(topic: Topic, wishes: Wishes) -> tuple[Button, ...]:
    return (mute(topic), BACK) if wishes.how(topic) is Standing.ON else (BACK,)
