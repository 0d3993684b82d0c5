"""PURE. What subscribers are told: a History becomes Notices, and Notices become a feed.

    History --notices--> Notice, Notice, … --atom_feed--> bytes of an Atom feed

scope   what a feed is about, and the permanent ids     body        each change as values, bounded
notice  one Version against the one before, in words    entry_html  the same as HTML that no sanitiser garbles
atom    the feed itself
"""

from revtrack.publish.atom import atom_feed
from revtrack.publish.notice import FEED_ENTRIES, Category, Notice, newest, notices
from revtrack.publish.scope import Scope, ScopeKind, parse_scope

__all__ = ["FEED_ENTRIES", "Category", "Notice", "Scope", "ScopeKind", "atom_feed", "newest", "notices", "parse_scope"]
