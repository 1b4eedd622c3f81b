"""Lists of organisations from spreadsheets and Popolo files: read, shown with their faults, taken in, undone."""
