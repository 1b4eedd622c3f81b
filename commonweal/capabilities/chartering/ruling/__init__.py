"""Rules of a clause through forms: what is asked of each type, the fields, and back to data.

`asked` says what can be asked, `bodies`, `deciding` and `living` ask it of each type of rule, `fields` makes form
fields, `forms` is the form and reads it. Nothing here knows a page.
"""
