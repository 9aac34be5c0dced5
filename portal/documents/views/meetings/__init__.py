"""The pages of meetings: /handlingar/sammantraden/."""
