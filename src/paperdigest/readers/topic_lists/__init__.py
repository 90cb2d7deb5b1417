"""What two formats share: tables or lists of papers below headings that name topics, with a day in each row.

`columns` tells what columns hold, `outline` finds the tables and lists of a text, `facts` makes a paper of a row,
`digests` makes one paper of a paper that stands under several topics.
"""
