"""Several filings at once, where nothing is to be said."""
