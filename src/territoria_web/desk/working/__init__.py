"""Working meetings at the desk of a network: preparing, running, timetable, report."""
