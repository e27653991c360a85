"""REFI-QDA: the exchange form of NVivo, ATLAS.ti, MAXQDA, QualCoder and others."""
