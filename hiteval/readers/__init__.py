"""Files of coding tools, each read into the one form of `project`."""
