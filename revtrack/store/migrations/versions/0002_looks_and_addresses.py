"""Looks that gave no snapshot, other addresses, subscriptions, blocks of text seen; more said of what there was."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

UTC_TIME = sa.Text().with_variant(sa.DateTime(timezone=True), "postgresql")


def upgrade() -> None:
    """Add columns, none of which needs a table to be rebuilt, and five tables.

    The words of stored documents and the blocks seen in them are counted after the migrations: only reading them tells.
    """
    op.add_column("blob", sa.Column("base", sa.Text()))
    op.add_column("blob", sa.Column("place", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("article", sa.Column("gone_since", UTC_TIME))
    op.add_column("article", sa.Column("last_state", sa.Text()))
    op.add_column("article", sa.Column("checks", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("document", sa.Column("words", sa.Integer()))
    for name in ("note", "address", "headers", "feed_title", "first_fingerprint"):
        op.add_column("snapshot", sa.Column(name, sa.Text()))
    op.add_column("version", sa.Column("key", sa.Text(), nullable=False, server_default=""))
    op.add_column("version", sa.Column("technical", sa.Boolean(), nullable=False, server_default=sa.false()))
    _create_about_articles()
    _create_watching()


def _create_about_articles() -> None:
    op.create_table(
        "look",
        sa.Column("article_id", sa.Text(), nullable=False),
        sa.Column("at", UTC_TIME, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("identity", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("status", sa.Integer()),
        sa.Column("final_address", sa.Text()),
        sa.Column("sha256", sa.Text()),
        sa.Column("retry_after", UTC_TIME),
        sa.ForeignKeyConstraint(["sha256"], ["blob.sha256"], name=op.f("fk_look_sha256")),
        sa.PrimaryKeyConstraint("article_id", "at", "state", "address", name=op.f("pk_look")),
    )
    op.create_table(
        "alias",
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("article_id", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("address", name=op.f("pk_alias")),
    )
    op.create_index(op.f("ix_alias_article_id"), "alias", ["article_id"])
    op.create_table(
        "block_seen",
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("article_id", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name=op.f("fk_block_seen_article_id")),
        sa.PrimaryKeyConstraint("source", "digest", "article_id", name=op.f("pk_block_seen")),
        sqlite_with_rowid=False,
    )


def _create_watching() -> None:
    op.create_table(
        "subscription",
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("title", sa.Text()),
        sa.Column("source", sa.Text()),
        sa.Column("content", sa.Boolean(), nullable=False),
        sa.Column("added_at", UTC_TIME, nullable=False),
        sa.Column("checked_at", UTC_TIME),
        sa.Column("state", sa.Text()),
        sa.Column("detail", sa.Text()),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("retry_after", UTC_TIME),
        sa.PrimaryKeyConstraint("address", name=op.f("pk_subscription")),
    )
    op.create_table(
        "validator",
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("etag", sa.Text()),
        sa.Column("last_modified", sa.Text()),
        sa.PrimaryKeyConstraint("address", name=op.f("pk_validator")),
    )
