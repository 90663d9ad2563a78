"""Files -> records with a place for every field. The only reader of content.

tree      folders and files, on disk or in a git revision
layout    which file is what; what does not belong
records   bytes -> text -> record
dialect   YAML in the registry's dialect
front     a review's head and narrative
nodes     written values with their places
"""
