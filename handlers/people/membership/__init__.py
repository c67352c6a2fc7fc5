"""The corner of a member: confirming, one's own data, the card."""
