"""What is done now and then: letters sent on, old rows let go, renewals written."""
