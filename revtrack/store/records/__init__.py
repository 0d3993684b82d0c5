"""What is kept, as records of the tables: each module takes an open transaction and gives or takes models.

mapping  record ⇄ model; pure             queries      articles and their histories    writer  what may be written
blobs    bytes by their hash              check        is everything whole?
looks    looks that gave no Snapshot      whereabouts  where an article is asked for, which items feeds named
hosts    what is remembered of servers
"""
