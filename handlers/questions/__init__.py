"""The room of staff who answer what the notices do not."""
