"""What has to be done by when, found in notices, forms, filings and terms of office."""
