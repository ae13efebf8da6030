"""How fast it is, side by side with python-telegram-bot: `python -m tests.benchmarks`."""
