"""What two formats share: tables or lists of papers below headings that name topics, with a day in each row.

`columns` tells what columns hold, `headings` reads headings, `outline` finds the tables and lists of a text, `facts`
tells what a row says, and `digests` makes one paper of all rows that say the same.
"""
