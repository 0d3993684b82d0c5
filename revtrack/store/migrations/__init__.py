"""The alembic environment. `revtrack.store.migrate` runs it; nobody imports it."""
