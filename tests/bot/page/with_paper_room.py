"""`python -m tests.bot.page.with_paper_room run`: the house with the tests' own room in it."""

from bot.__main__ import main
from tests.bot.paper_room import paper_room

if __name__ == "__main__":
    with paper_room():
        main()
