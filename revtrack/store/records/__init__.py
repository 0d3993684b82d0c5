"""What is kept, as records of the tables: each module takes an open transaction and gives or takes models.

mapping      record ⇄ model; pure                queries  what can be asked       writer  what may be written
blobs        bytes by their hash                 check    is everything whole?
hosts        what is remembered of servers       whereabouts  where an article is asked for, which items feeds named
"""
