"""What the states of the workflows mean to the rest of the house.

Forms are many and follow one of a few workflows: what follows from a state is said here, once.
"""

# 备案, 批准: what was reported may take place.
ACCEPTED = frozenset({"filed", "approved"})
# What never came to count.
CAME_TO_NOTHING = frozenset({"withdrawn", "refused", "void", "cancelled"})
# 生效, 办结: what was reported is now so.
IN_FORCE = {"W4": "effective", "W2": "closed"}
# A summary that has been taken in settles the filing it is about.
TAKEN_IN = frozenset({"received", "filed"})
# Signing up: who has a place, who waits for one, whose place is certain.
HOLDING = frozenset({"confirmed", "present", "reassigned"})
WAITING = frozenset({"waiting"})
SURE = frozenset({"confirmed", "present"})
OPEN = frozenset({"signed", "waiting", "confirmed", "reassigned"})
