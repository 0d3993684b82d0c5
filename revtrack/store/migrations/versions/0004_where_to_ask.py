"""Where a page is asked for again, how much of a text stays, which items feeds had, where feeds moved."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

UTC_TIME = sa.Text().with_variant(sa.DateTime(timezone=True), "postgresql")


def upgrade() -> None:
    """Add columns, none of which needs a table to be rebuilt, and a table.

    The sketches of stored documents are made after the migrations: only reading them tells.
    """
    op.add_column("document", sa.Column("sketch", sa.Text()))
    op.add_column("snapshot", sa.Column("asked", sa.Text()))
    op.add_column("subscription", sa.Column("moved_from", sa.Text()))
    op.add_column("subscription", sa.Column("moves_to", sa.Text()))
    op.add_column("subscription", sa.Column("moves_since", UTC_TIME))
    op.create_table(
        "feed_item",
        sa.Column("feed", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("feed", "id", name=op.f("pk_feed_item")),
    )
