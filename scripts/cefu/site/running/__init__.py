"""How a build runs: in worker processes, alone in its folder, and put in place in one step."""
