"""The rooms of the registry, in the order data walks through them.

private_keys  bytes -> the private keys in them, so that none is kept or shown
diagnostics   what can be wrong, where, and how its author mends it
rulebook      a rule is a function: its name the id, its docstring the law
faults        the laws of reading and shape
kinds         what a written value may be
model         the nouns: what staff write, frozen and typed
source        files -> records with a place for every field; the only reader of content
shape         records -> nouns
schema        nouns -> JSON Schemas for editors
scaffold      nouns -> records to fill in
units         folders -> nouns, one at a time
calendar      days -> other days: anniversaries, deadlines
number        a holder's first path -> its seal number
terms         reviews × programme -> what each award gave
checks        nouns -> diagnostics, a function for each rule
assess        nouns × a day -> standings, flags, worklist; the only room that knows time passes
badges        a seal's face -> SVG and PNG
credentials   awards and proofs -> Open Badges
pages         standings -> public facts and the list of pages
render        pages -> bytes
members       reviews -> sealed pages
compare       two states of the records -> what changed
letters       the worklist -> letters to send
publish       artifacts -> site/; the only writer of the site
report        diagnostics, standings, tasks -> text
pipeline      the walk up to the checks
production    the walk from sound records to the site
cli           the commands

`tests/test_layers.py` holds the order: a room imports only rooms above it.
"""
