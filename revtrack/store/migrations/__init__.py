"""The alembic environment (`env.py`, `versions/`), and `migrate`, which runs it."""
