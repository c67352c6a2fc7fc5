"""The room of staff who keep the notices: take them in, look through them, mend them, let go."""
