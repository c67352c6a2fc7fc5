"""The record of a society: seen, corrected, checked."""
