"""SHELL. Git repositories on this machine: what their commits changed, and what their files held.

    repository  the program git, asked and listened to      lines and fields, as git tells them
    commits     what those say, pure                        Branch, Commit, Change
    paths       which path a file took to the branch, pure  States
    blobs       contents by their name                      bytes

A repository is foreign: nothing it configures is run, nothing it lacks is fetched, and it may be damaged anywhere.
"""
