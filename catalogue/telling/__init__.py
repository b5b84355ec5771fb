"""Answers in words and as plain values; decides nothing."""
