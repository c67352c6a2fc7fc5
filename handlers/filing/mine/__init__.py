"""The corner of what somebody has begun or handed in: drafts, filings, receipts."""
