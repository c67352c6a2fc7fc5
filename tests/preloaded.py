"""Read once by the process that forks: what stands here stays, and is never garbage."""

import gc
from importlib import import_module

gc.disable()
for each in ("bot.commands.run", "bot.commands.keys", "chromadb", "openai"):
    import_module(each)
gc.freeze()
gc.enable()
