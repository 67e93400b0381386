"""The audit: what a text and its printed tables say, held against the register, the transcripts and the evidence.

Nothing here says that a text is wrong. A figure or a sentence follows from what is printed, or it does not follow;
where a slip would explain it, the smallest one is offered as a hypothesis.
"""
