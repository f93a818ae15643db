"""Reading lists of patients as clinics have them: delimited text, workbooks, JSON Lines."""
