"""The projects as files to take away: what is found, in the order of the screen, in six formats.

``fields`` says what there is to know of a project, ``records`` reads it; each format is a module that makes
its file part by part; ``formats`` lists them and ``views`` serves them.
"""
