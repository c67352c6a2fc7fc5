"""Questions that wait for staff: why they do, who answers, what was answered."""
