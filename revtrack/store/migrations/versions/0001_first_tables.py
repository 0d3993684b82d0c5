"""Articles, their snapshots and versions, the documents read from them, and the bytes of all."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

UTC_TIME = sa.Text().with_variant(sa.DateTime(timezone=True), "postgresql")


def upgrade() -> None:
    """Make the five tables, those first that others point at."""
    op.create_table(
        "blob",
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("encoding", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("size >= 0", name=op.f("ck_blob_size")),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_blob")),
    )
    op.create_table(
        "document",
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("extractor", sa.Text(), nullable=False),
        sa.Column("segmenter", sa.Text(), nullable=False),
        sa.Column("normaliser", sa.Text(), nullable=False),
        sa.Column("language", sa.Text()),
        sa.Column("headline", sa.Text()),
        sa.ForeignKeyConstraint(["sha256"], ["blob.sha256"], name=op.f("fk_document_sha256")),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_document")),
    )
    op.create_table(
        "article",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("identity", sa.Text(), nullable=False),
        sa.Column("url", sa.Text()),
        sa.Column("source", sa.Text()),
        sa.Column("title", sa.Text()),
        sa.Column("language", sa.Text()),
        sa.Column("first_seen", UTC_TIME, nullable=False),
        sa.Column("last_changed", UTC_TIME, nullable=False),
        sa.Column("last_checked", UTC_TIME, nullable=False),
        sa.Column("versions", sa.Integer(), nullable=False),
        sa.Column("snapshots", sa.Integer(), nullable=False),
        sa.CheckConstraint("versions >= 1 AND snapshots >= versions", name=op.f("ck_article_counts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_article")),
        sa.UniqueConstraint("identity", name=op.f("uq_article_identity")),
    )
    _create_histories()


def _create_histories() -> None:
    op.create_table(
        "snapshot",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Text(), nullable=False),
        sa.Column("observed_at", UTC_TIME, nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("encoding", sa.Text()),
        sa.Column("source", sa.Text()),
        sa.Column("title", sa.Text()),
        sa.Column("language", sa.Text()),
        sa.Column("via", sa.Text()),
        sa.Column("time_note", sa.Text()),
        sa.Column("recorded_at", UTC_TIME, nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name=op.f("fk_snapshot_article_id")),
        sa.ForeignKeyConstraint(["document"], ["document.sha256"], name=op.f("fk_snapshot_document")),
        sa.ForeignKeyConstraint(["sha256"], ["blob.sha256"], name=op.f("fk_snapshot_sha256")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_snapshot")),
        sa.UniqueConstraint(
            "article_id", "observed_at", "sha256", name=op.f("uq_snapshot_article_id_observed_at_sha256")
        ),
    )
    op.create_table(
        "version",
        sa.Column("article_id", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("first_seen", UTC_TIME, nullable=False),
        sa.Column("last_seen", UTC_TIME, nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("snapshots", sa.Integer(), nullable=False),
        sa.Column("returns_to", sa.Integer()),
        sa.CheckConstraint("first_seen <= last_seen", name=op.f("ck_version_seen")),
        sa.CheckConstraint("number >= 1 AND snapshots >= 1", name=op.f("ck_version_counts")),
        sa.CheckConstraint("returns_to >= 1 AND returns_to < number", name=op.f("ck_version_returns_to")),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name=op.f("fk_version_article_id")),
        sa.ForeignKeyConstraint(
            ["article_id", "first_seen", "sha256"],
            ["snapshot.article_id", "snapshot.observed_at", "snapshot.sha256"],
            name=op.f("fk_version_article_id_first_seen_sha256"),
        ),
        sa.PrimaryKeyConstraint("article_id", "number", name=op.f("pk_version")),
    )
