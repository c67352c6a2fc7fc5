"""The names of the room's guided conversations: a draft is kept under its name."""

MOVE = "review.move"
HAND_OVER = "review.hand-over"
ABSENCE = "review.absence"
BATCH = "review.batch"  # what is ticked; not a conversation, kept like one
