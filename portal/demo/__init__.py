"""Demo data: a place to practise in. People to log in as, then what each work area has to show."""
