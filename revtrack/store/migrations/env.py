"""What alembic executes around the migrations: on the connection, and in the transaction, that it is handed."""

from alembic import context

from revtrack.store.migrations.migrate import REVISION_TABLE
from revtrack.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=REVISION_TABLE,
    render_as_batch=True,  # SQLite changes most things of a table only by rebuilding it
)
context.run_migrations()
