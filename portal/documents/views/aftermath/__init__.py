"""The pages of what comes of meetings: balanslista, delegation, dispatches, publishing, the diarium."""
