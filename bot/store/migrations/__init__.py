"""One numbered file per change of the tables, written by hand, never changed once released.

tests/store/test_migrate.py fails while the migrations and `bot.store.tables` disagree.
"""
