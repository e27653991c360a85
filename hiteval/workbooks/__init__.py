"""Workbooks that go out to be written in, and come back without loss."""
