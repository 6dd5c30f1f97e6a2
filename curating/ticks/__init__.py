"""PURE. Which steps and resources of a roadmap the ticks of a list mean.

    finding.find_ticks(reading, roadmap, resources) -> tuple[types.Tick, ...]

A tick means what its addresses lead to, the page of a step or a resource that a step
uses, else what is called as it is. What stands below a step, or below its heading, is
looked for in that step first. What could be several things stays open.
"""
