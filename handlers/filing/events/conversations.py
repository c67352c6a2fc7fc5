"""The names of the corner's guided conversations."""

ADD_EVENT = "event-add"
CHANGE_PLACES = "event-places"
CANCEL_EVENT = "event-cancel"
